package org.imxp.protocol;

import java.time.Instant;
import java.util.Optional;

/** Reads attributes of the element that a cursor stands on, by the types of the DTDs (RFC 3340 section 9.1). */
final class Attributes {
    private final XmlCursor cursor;
    private final ProtocolLimits limits;

    Attributes(XmlCursor cursor, ProtocolLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
    }

    Address address(String attribute) {
        var text = cursor.required(attribute);
        limits.check(ProtocolLimit.ADDRESS_CHARS, text.length());
        return Address.parse(text);
    }

    int number(String attribute) {
        return ProtocolNumber.parse(attribute, cursor.required(attribute));
    }

    int optionalNumber(String attribute) {
        return cursor.attribute(attribute)
                .map(text -> ProtocolNumber.parse(attribute, text))
                .orElse(0);
    }

    Optional<Instant> optionalTimestamp(String attribute) {
        return cursor.attribute(attribute).map(text -> Timestamp.parse(attribute, text));
    }

    ReplyCode code() {
        return code(cursor.required("code"));
    }

    ReplyCode codeOr(ReplyCode otherwise) {
        return cursor.attribute("code").map(Attributes::code).orElse(otherwise);
    }

    private static ReplyCode code(String text) {
        boolean threeDigits = text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!threeDigits || text.charAt(0) == '0') {
            throw ProtocolException.invalid("code is \"" + Excerpt.of(text) + "\": allowed are 100 to 999");
        }
        return new ReplyCode(Integer.parseInt(text));
    }

    /** The words in the element, and their language; the cursor then stands at its end. */
    Diagnostic diagnostic() {
        var lang = cursor.attribute("xml:lang").orElse("");
        return new Diagnostic(lang, cursor.text());
    }

    /** A reply (RFC 3340 section 6.1.2); the cursor then stands at its end. */
    Reply reply() {
        var code = code();
        int transId = optionalNumber("transID");
        return new Reply(code, transId, diagnostic());
    }
}

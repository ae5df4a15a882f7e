package org.imxp.message;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary messages for the properties. */
final class Samples {
    private static final String NAMES = "subject comments keywords from to references x-mood resent-date";

    private Samples() {}

    /** Any characters of XML, line ends and the reserved ones more often than by chance. */
    static Arbitrary<String> xmlText() {
        return Arbitraries.strings()
                .withChars(" \t\n\r<>&'\"]-=?%,;:.()\\")
                .withCharRange('a', 'z')
                .withCharRange('\u00A0', '\u05FF')
                .withChars("\u200B\u2028\uFEFF\uFFFD\u65E5")
                .ofMaxLength(60);
    }

    /** As {@link #xmlText}, with controls and characters beyond the first plane. */
    static Arbitrary<String> anyText() {
        return Combinators.combine(
                        xmlText(), Arbitraries.of("", "\u0000", "\u001B", "\uD83D\uDE00", "\uFFFF"), xmlText())
                .as((a, b, c) -> a + b + c);
    }

    static Arbitrary<String> lang() {
        return Arbitraries.of("", "en", "de-AT", "zh-Hant-TW");
    }

    static Arbitrary<Content> text(Arbitrary<String> characters) {
        Arbitrary<String> types = Arbitraries.of(
                "text/plain",
                "text/plain; format=flowed; delsp=yes",
                "text/html",
                "Text/X-Y; a=\"b; \\\"c\\\\ \u00E9\"");
        return Combinators.combine(characters, types, lang()).as(TextContent::new);
    }

    static Arbitrary<Content> xml(Arbitrary<String> characters) {
        Arbitrary<String> types =
                Arbitraries.of("text/xml", "application/xml; a=b", "image/svg+xml", "message/rfc822|xml");
        return Combinators.combine(characters, types, lang())
                .as((xml, type, lang) -> new XmlContent("<a>" + xml + "</a>", type, lang));
    }

    static Arbitrary<Content> octets() {
        Arbitrary<String> types =
                Arbitraries.of("image/png", "multipart/signed; boundary=\"a b\"; protocol=\"x/y\"", "x-a/b");
        return Combinators.combine(Arbitraries.bytes().array(byte[].class).ofMaxSize(200), types, lang())
                .as((octets, type, lang) -> OpaqueContent.of(type, octets).withLang(lang));
    }

    static Arbitrary<List<HeaderField>> header() {
        Arbitrary<HeaderField> known = Combinators.combine(
                        Arbitraries.of(List.of(NAMES.split(" ", -1))), xmlText(), lang())
                .as((name, value, lang) -> new HeaderField(MessageNames.NAMESPACE, name, value, lang));
        Arbitrary<HeaderField> foreign = Combinators.combine(
                        Arbitraries.of("", "urn:x", "urn:<&'\">"),
                        Arbitraries.of("a", "Content", "\u00FCber-1."),
                        xmlText())
                .as((namespace, name, value) -> new HeaderField(namespace, name, value, ""));
        return Arbitraries.oneOf(known, foreign).list().ofMaxSize(6);
    }

    static Arbitrary<Message> messages(Arbitrary<Content> contents) {
        return Combinators.combine(header(), contents).as(Message::new);
    }
}

package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * The header of a MIME entity (RFC 2045), and where its body begins. Lines end in CRLF, and in nothing else: a reader that
 * took a bare line feed for one would see other fields than the next reader.
 *
 * @param fields the fields, in order
 * @param bodyFrom where the body begins; where the entity ends if there is no empty line
 */
record MimeHeader(List<RawField> fields, int bodyFrom) {
    private static final RawFieldParser PARSER = RawFieldParser.DEFAULT;
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CONTENT_ID = "Content-ID";
    private static final String ENCODING = "Content-Transfer-Encoding";

    /** Reads the header of the entity between two offsets. */
    static MimeHeader read(ByteBuffer octets, int from, int to, ProtocolLimits limits) {
        var fields = new ArrayList<RawField>();
        int line = from;
        while (line < to && !isLineEnd(octets, line, to)) {
            int end = fieldEnd(octets, line, to);
            limits.check(ProtocolLimit.HEADER_OCTETS, end - from);
            fields.add(field(octets, line, end));
            line = Math.min(end + 2, to);
        }
        return new MimeHeader(List.copyOf(fields), Math.min(line + 2, to));
    }

    /** Where the field's last line ends: a line that begins with white space continues the one before. */
    private static int fieldEnd(ByteBuffer octets, int from, int to) {
        int i = from;
        while (i < to) {
            if (isLineEnd(octets, i, to)) {
                boolean folded = i + 2 < to && (octets.get(i + 2) == ' ' || octets.get(i + 2) == '\t');
                if (!folded) {
                    return i;
                }
                i += 2;
            } else if (octets.get(i) == '\r' || octets.get(i) == '\n' || octets.get(i) == 0) {
                throw ProtocolException.invalid(
                        "a MIME header has the octet " + octets.get(i) + " alone: allowed are lines that end in CRLF");
            }
            i++;
        }
        return to;
    }

    private static boolean isLineEnd(ByteBuffer octets, int at, int to) {
        return at + 1 < to && octets.get(at) == '\r' && octets.get(at + 1) == '\n';
    }

    private static RawField field(ByteBuffer octets, int from, int to) {
        var line = new ByteArrayBuffer(to - from);
        line.append(copy(octets, from, to), 0, to - from);
        try {
            var field = PARSER.parseField(line);
            if (isFieldName(field.getName())) {
                return field;
            }
        } catch (MimeException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, badField(octets, from, to), e);
        }
        throw ProtocolException.invalid(badField(octets, from, to));
    }

    private static boolean isFieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String badField(ByteBuffer octets, int from, int to) {
        var line = new String(copy(octets, from, to), StandardCharsets.UTF_8);
        return "\"" + Excerpt.of(line) + "\" is not a MIME header field: allowed is name, colon, value";
    }

    private static byte[] copy(ByteBuffer octets, int from, int to) {
        var copy = new byte[to - from];
        octets.get(from, copy);
        return copy;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The media type in lower case, without parameters; empty when the header has none. */
    Optional<String> mediaType() {
        return field(CONTENT_TYPE)
                .map(field -> PARSER.parseRawBody(field).getValue())
                .map(value -> value.strip().toLowerCase(Locale.ROOT));
    }

    /** A parameter of the content type, without its quotes. */
    Optional<String> parameter(String name) {
        var values = field(CONTENT_TYPE).map(field -> PARSER.parseRawBody(field).getParams()).orElse(List.of()).stream()
                .filter(parameter -> name.equalsIgnoreCase(parameter.getName()))
                .map(NameValuePair::getValue)
                .map(value -> value == null ? "" : value)
                .toList();
        if (values.size() > 1) {
            throw ProtocolException.invalid("the content type has the parameter " + name + " more than once");
        }
        return values.stream().findFirst();
    }

    /** The Content-ID without its angle brackets; empty when there is none. */
    String contentId() {
        return field(CONTENT_ID)
                .map(MimeHeader::value)
                .map(MimeHeader::withoutBrackets)
                .orElse("");
    }

    static String withoutBrackets(String contentId) {
        boolean bracketed = contentId.length() > 1 && contentId.startsWith("<") && contentId.endsWith(">");
        return bracketed ? contentId.substring(1, contentId.length() - 1) : contentId;
    }

    /** The value of a field that has no parameters: comments and folding undone. */
    private static String value(RawField field) {
        var raw = field.getRaw();
        if (raw == null) {
            return field.getBody().strip();
        }
        var cursor = new ParserCursor(field.getDelimiterIdx() + 1, raw.length());
        return PARSER.parseValue(raw, cursor, null).strip();
    }

    /**
     * Refuses a body that would have to be decoded before it can be read: the channel is 8 bits wide (RFC 3340 section 4.1).
     */
    void requireNoTransferEncoding() {
        var encoding = field(ENCODING).map(MimeHeader::value).orElse("binary").toLowerCase(Locale.ROOT);
        switch (encoding) {
            case "7bit", "8bit", "binary" -> {
                // The octets stand for themselves.
            }
            default ->
                throw new ProtocolException(
                        ReplyCode.PARAMETER_NOT_IMPLEMENTED,
                        "the control element has the transfer encoding " + Excerpt.of(encoding)
                                + ": allowed are 7bit, 8bit and binary");
        }
    }

    /** The character encoding of the XML: UTF-8 unless a parameter says otherwise (RFC 3080 section 6.4). */
    Charset charset() {
        var name = parameter("charset").orElse("utf-8").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "us-ascii" -> StandardCharsets.US_ASCII;
            case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            case "utf-16" -> StandardCharsets.UTF_16;
            default ->
                throw new ProtocolException(
                        ReplyCode.PARAMETER_NOT_IMPLEMENTED,
                        "the control element has the charset " + Excerpt.of(name)
                                + ": allowed are utf-8, us-ascii, iso-8859-1 and utf-16");
        };
    }

    private Optional<RawField> field(String name) {
        var found = Optional.<RawField>empty();
        for (var field : fields) {
            if (name.equalsIgnoreCase(field.getName())) {
                if (found.isPresent()) {
                    throw ProtocolException.invalid("a MIME header has " + name + " more than once");
                }
                found = Optional.of(field);
            }
        }
        return found;
    }
}

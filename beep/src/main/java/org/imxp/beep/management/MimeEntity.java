package org.imxp.beep.management;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The MIME form of a payload that is one XML document (RFC 3080 section 2.2).
 *
 * @param charset what the XML is written in: UTF-8 unless the content type says otherwise (section 6.4)
 * @param body the octets of the XML
 */
record MimeEntity(Charset charset, ByteBuffer body) {
    private static final byte[] HEADER =
            "Content-Type: application/beep+xml\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The charsets that are read; each platform has them. */
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE);

    /** The parameter within the field's value; a header line may be folded (RFC 822 section 3.1.1). */
    private static final Pattern CHARSET = Pattern.compile(
            "^content-type:(?:[^\r\n]|\r\n[ \t])*?;\\s*charset\\s*=\\s*\"?([^\\s\";]{1,40})",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** Fields, each folded over lines or not (RFC 822 section 3.1). */
    private static final Pattern FIELDS =
            Pattern.compile("(?:[!-9;-~]++[ \t]*+:[^\r\n]*+(?:\r\n(?![!-~])[^\r\n]*+)*+(?:\r\n|$))*+");

    /** The longest header that is searched for a charset, in octets. */
    private static final int MAX_HEADER = 1024;

    static byte[] of(String xml) {
        // As in the RFCs, the last line of a payload ends with CRLF too.
        var body = (xml + "\r\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER.length + body.length)
                .put(HEADER)
                .put(body)
                .array();
    }

    /**
     * Finds what follows the first empty line, and what it is written in.
     *
     * <p>The content type itself is not looked at: existing peers leave it out or send only the empty line, and on
     * channel 0 nothing else than XML can come.
     */
    static MimeEntity read(ByteBuffer payload) {
        var octets = payload.slice();
        if (startsWith(octets, 0, '\r', '\n')) {
            return new MimeEntity(StandardCharsets.UTF_8, octets.slice(2, octets.remaining() - 2));
        }
        for (int i = 0; i + 3 < octets.limit(); i++) {
            if (startsWith(octets, i, '\r', '\n', '\r', '\n')) {
                var body = octets.slice(i + 4, octets.limit() - i - 4);
                return new MimeEntity(charset(octets.slice(0, i)), body);
            }
        }
        throw new ManagementException(500, "the payload has no empty line between MIME headers and XML");
    }

    private static Charset charset(ByteBuffer header) {
        if (header.remaining() > MAX_HEADER) {
            throw new ManagementException(
                    500, "the MIME header has " + header.remaining() + " octets, allowed are " + MAX_HEADER);
        }
        var fields = StandardCharsets.ISO_8859_1.decode(header).toString();
        if (!FIELDS.matcher(fields).matches()) {
            throw new ManagementException(500, "the MIME header is no lines of NAME: VALUE");
        }
        var parameter = CHARSET.matcher(fields);
        if (!parameter.find()) {
            return StandardCharsets.UTF_8;
        }
        return CHARSETS.stream()
                .filter(charset -> charset.name().equalsIgnoreCase(parameter.group(1)))
                .findFirst()
                .orElseThrow(() -> new ManagementException(
                        501, "charset is '" + Excerpt.of(parameter.group(1)) + "', allowed are " + CHARSETS));
    }

    private static boolean startsWith(ByteBuffer octets, int from, char... expected) {
        if (octets.limit() - from < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (octets.get(from + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}

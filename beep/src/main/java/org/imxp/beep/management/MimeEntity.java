package org.imxp.beep.management;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The MIME form of a payload that is one XML document (RFC 3080 section 2.2). */
final class MimeEntity {
    private static final byte[] HEADER =
            "Content-Type: application/beep+xml\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private MimeEntity() {}

    static byte[] of(String xml) {
        // As in the RFCs, the last line of a payload ends with CRLF too.
        var body = (xml + "\r\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER.length + body.length)
                .put(HEADER)
                .put(body)
                .array();
    }

    /**
     * What follows the first empty line.
     *
     * <p>The content type is not looked at: existing peers leave it out or send only the empty line, and on channel 0
     * nothing else than XML can come.
     */
    static ByteBuffer body(ByteBuffer payload) {
        var octets = payload.slice();
        if (startsWith(octets, 0, '\r', '\n')) {
            return octets.slice(2, octets.remaining() - 2);
        }
        for (int i = 0; i + 3 < octets.limit(); i++) {
            if (startsWith(octets, i, '\r', '\n', '\r', '\n')) {
                return octets.slice(i + 4, octets.limit() - i - 4);
            }
        }
        throw new ManagementException(500, "the payload has no empty line between MIME headers and XML");
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

package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A part of a payload beside the control element: a MIME entity, header and body, octet for octet (requirement CORE-28).
 *
 * @param contentId its Content-ID without angle brackets; empty when it has none
 * @param entity its octets; read only, and each call gives a buffer with its own position
 */
public record MimePart(String contentId, ByteBuffer entity) {
    /** Looks at the octets, and does not copy them: they must not be changed afterwards. */
    public MimePart {
        entity = entity.slice().asReadOnlyBuffer();
    }

    /** Its octets. */
    @Override
    public ByteBuffer entity() {
        return entity.duplicate();
    }

    /**
     * An entity made of its header fields and its body.
     *
     * @param contentId without angle brackets, globally unique (RFC 3340 section 4.1)
     * @param contentType the value of the Content-Type field
     * @param body the octets, without a transfer encoding; they are copied
     * @return the part
     */
    public static MimePart of(String contentId, String contentType, byte[] body) {
        if (!isFieldText(contentId) || contentId.isEmpty() || !isFieldText(contentType)) {
            throw new IllegalArgumentException("a MIME field takes printable ASCII, not \""
                    + Excerpt.of(contentId + "\" and \"" + contentType) + "\"");
        }
        var header = "Content-Type: " + contentType + "\r\nContent-ID: <" + contentId + ">\r\n\r\n";
        var octets = header.getBytes(StandardCharsets.US_ASCII);
        var entity = ByteBuffer.allocate(octets.length + body.length)
                .put(octets)
                .put(body)
                .flip();
        return new MimePart(contentId, entity);
    }

    /** The URI by which a data names this part. */
    public String contentUri() {
        return ContentUri.ofContentId(contentId);
    }

    static boolean isFieldText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}

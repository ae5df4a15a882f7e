package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A part of a payload beside the control element: a MIME entity, header and body, octet for octet (requirement CORE-28).
 *
 * @param contentId its Content-ID without angle brackets; empty when it has none
 * @param pieces its octets, in order; read only, and each call gives buffers with their own positions
 */
public record MimePart(String contentId, List<ByteBuffer> pieces) {
    /** Looks at the octets, and does not copy them: they must not be changed afterwards. */
    public MimePart {
        pieces = pieces.stream().map(piece -> piece.slice().asReadOnlyBuffer()).toList();
    }

    /**
     * A part whose octets are in one place. They are looked at and not copied: they must not be changed afterwards.
     *
     * @param contentId its Content-ID without angle brackets; empty when it has none
     * @param entity its octets
     */
    public MimePart(String contentId, ByteBuffer entity) {
        this(contentId, List.of(entity));
    }

    /** Its octets, in pieces. */
    @Override
    public List<ByteBuffer> pieces() {
        return pieces.stream().map(ByteBuffer::duplicate).toList();
    }

    /**
     * Its octets in one place; those of several pieces are copied.
     *
     * @return read only, with its own position
     */
    public ByteBuffer entity() {
        if (pieces.size() == 1) {
            return pieces.getFirst().duplicate();
        }
        var whole = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces().forEach(whole::put);
        return whole.flip().asReadOnlyBuffer();
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

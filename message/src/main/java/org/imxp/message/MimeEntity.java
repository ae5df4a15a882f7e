package org.imxp.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/**
 * A MIME header and the octets after it, which are never opened here.
 *
 * @param header the fields
 * @param body the octets after the empty line, as they came
 * @param octets header and body, as they came: what a signature is over
 */
public record MimeEntity(MimeHeader header, ByteBuffer body, ByteBuffer octets) {
    /**
     * Reads the header, and takes what is after it for the body.
     *
     * @param octets the header fields, an empty line and the body; the buffer is left as it was
     * @param limits how long the header may be
     * @return the entity, which shares the octets
     * @throws MessageFault if the header is none
     */
    public static MimeEntity read(ByteBuffer octets, MessageLimits limits) {
        return read(octets, limits.partHeaderOctets());
    }

    static MimeEntity read(ByteBuffer octets, int maxHeaderOctets) {
        ByteBuffer in = octets.duplicate();
        MimeHeader header = MimeHeader.read(in, maxHeaderOctets);
        return new MimeEntity(header, in.slice(), octets.slice());
    }

    /** A view of the body with a position of its own. */
    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }

    /** A view of the octets with a position of its own. */
    @Override
    public ByteBuffer octets() {
        return octets.duplicate();
    }

    boolean hasKnownEncoding() {
        return switch (header.encoding()) {
            case "7bit", "8bit", "binary", "base64", "quoted-printable" -> true;
            default -> false;
        };
    }

    /** Whether the body is not what it means, but a transformation of it. */
    boolean isEncoded() {
        return switch (header.encoding()) {
            case "7bit", "8bit", "binary" -> false;
            default -> true;
        };
    }

    /**
     * The body without its transfer encoding.
     *
     * @return the octets, or the body as it came if the encoding is unknown
     */
    public ByteBuffer decoded() {
        return switch (header.encoding()) {
            case "base64" -> drained(new Base64InputStream(bytes(), DecodeMonitor.SILENT));
            case "quoted-printable" -> drained(new QuotedPrintableInputStream(bytes(), DecodeMonitor.SILENT));
            default -> body.duplicate();
        };
    }

    /**
     * The Content-ID.
     *
     * @return the identifier without angle brackets
     */
    public Optional<String> contentId() {
        return header.contentId();
    }

    private InputStream bytes() {
        return new BufferInput(body.duplicate());
    }

    private static ByteBuffer drained(InputStream in) {
        try (in) {
            return ByteBuffer.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

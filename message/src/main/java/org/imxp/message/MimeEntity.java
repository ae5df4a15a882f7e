package org.imxp.message;

import java.io.ByteArrayInputStream;
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
 * @param body the octets as they came
 */
record MimeEntity(MimeHeader header, ByteBuffer body) {
    static MimeEntity read(ByteBuffer octets, int maxHeaderOctets) {
        ByteBuffer in = octets.duplicate();
        MimeHeader header = MimeHeader.read(in, maxHeaderOctets);
        return new MimeEntity(header, in.slice());
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

    /** The octets without their transfer encoding, or as they came if that is unknown. */
    ByteBuffer decoded() {
        return switch (header.encoding()) {
            case "base64" -> drained(new Base64InputStream(bytes(), DecodeMonitor.SILENT));
            case "quoted-printable" -> drained(new QuotedPrintableInputStream(bytes(), DecodeMonitor.SILENT));
            default -> body.duplicate();
        };
    }

    Optional<String> contentId() {
        return header.contentId();
    }

    private InputStream bytes() {
        byte[] copy = new byte[body.remaining()];
        body.duplicate().get(copy);
        return new ByteArrayInputStream(copy);
    }

    private static ByteBuffer drained(InputStream in) {
        try (in) {
            return ByteBuffer.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

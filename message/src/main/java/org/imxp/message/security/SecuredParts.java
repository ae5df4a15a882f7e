package org.imxp.message.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageWriter;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;

/** MIME entities that have others within, and the way between such an entity and the content of a message. */
public final class SecuredParts {
    private static final int LINE = 64;

    private SecuredParts() {}

    /**
     * A secured entity as the content of a message.
     *
     * @param entity what {@link OpenPgp} or {@link Smime} gave
     * @return its type, and its body without transfer encoding
     */
    public static OpaqueContent asContent(MimeEntity entity) {
        String type = entity.header().field("content-type").orElse("application/octet-stream");
        return new OpaqueContent(type, entity.decoded(), "");
    }

    /**
     * The entity that the content of a message is.
     *
     * @param content the content
     * @return what {@link Opener} opens
     */
    public static MimeEntity asEntity(OpaqueContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "Content-Type: " + content.type());
        line(out, "");
        out.writeBytes(octets(content.octets()));
        return entity(out.toByteArray());
    }

    static MimeEntity multipart(String type, String boundary, List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "Content-Type: " + type + "; boundary=\"" + boundary + "\"");
        line(out, "");
        out.writeBytes(new MessageWriter().writeParts(boundary, parts));
        return entity(out.toByteArray());
    }

    static byte[] part(List<String> header, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header.forEach(field -> line(out, field));
        line(out, "");
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] base64(byte[] octets) {
        return Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encode(octets);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] octets(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.duplicate().get(octets);
        return octets;
    }

    /** Octets of our own making: they have no bound but memory's. */
    static MimeEntity entity(byte[] octets) {
        return MimeEntity.read(ByteBuffer.wrap(octets), MessageLimits.DEFAULT);
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

package org.imxp.message.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.imxp.message.Content;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;

/**
 * A file within a message: offered to be saved, and not shown.
 *
 * @param name a safe name for it
 * @param content what is in it
 */
public record Attachment(FileName name, Content content) {
    /**
     * A file to send.
     *
     * @param name its name
     * @param type its media type
     * @param octets what is in it; they are copied
     * @return the attachment
     * @throws org.imxp.message.MessageFault with 501 if the type is none
     */
    public static Attachment of(FileName name, String type, ByteBuffer octets) {
        return new Attachment(name, new OpaqueContent(type, octets, ""));
    }

    static Attachment of(BodyPart.Leaf leaf) {
        return new Attachment(
                FileName.of(leaf.label().fileName(), leaf.content().mediaType()), leaf.content());
    }

    /**
     * What the file has: text is UTF-8.
     *
     * @return a read-only view
     */
    public ByteBuffer octets() {
        return switch (content) {
            case TextContent text -> utf8(text.text());
            case XmlContent xml -> utf8(xml.xml());
            case OpaqueContent opaque -> opaque.octets();
        };
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text).asReadOnlyBuffer();
    }
}

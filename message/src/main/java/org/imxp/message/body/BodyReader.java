package org.imxp.message.body;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.imxp.message.Content;
import org.imxp.message.MediaType;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;

/** Takes contents apart. It may be used by several threads. */
public final class BodyReader {
    /** Multiparts whose octets matter as they are. */
    private static final Set<String> CLOSED = Set.of("multipart/signed", "multipart/encrypted");

    private final MessageReader reader;

    /**
     * A reader.
     *
     * @param reader whose limits hold
     */
    public BodyReader(MessageReader reader) {
        this.reader = reader;
    }

    /**
     * Takes a content apart, down to what is no multipart.
     *
     * @param content any content
     * @return the content itself, or its parts as they are nested
     * @throws MessageFault if a multipart is broken, or there are too many parts or levels
     */
    public BodyPart read(Content content) {
        return new Walk().part(content, PartLabel.NONE, 0);
    }

    /** What its author calls a file is kept as one: reading its characters would change their line ends and their charset. */
    private Content content(MimeEntity entity, PartLabel label) {
        boolean nested =
                entity.header().mediaType().filter(MediaType::isMultipart).isPresent();
        return label.attachment() && !nested ? reader.file(entity) : reader.content(entity);
    }

    private final class Walk {
        private int parts;

        BodyPart part(Content content, PartLabel label, int level) {
            return switch (content) {
                case TextContent text -> new BodyPart.Leaf(text, label);
                case XmlContent xml -> new BodyPart.Leaf(xml, label);
                case OpaqueContent opaque -> {
                    MediaType type = MediaType.parse(opaque.type());
                    yield type.isMultipart() && !CLOSED.contains(type.name())
                            ? nested(type, opaque.octets(), level + 1)
                            : new BodyPart.Leaf(opaque, label);
                }
            };
        }

        private BodyPart nested(MediaType type, ByteBuffer body, int level) {
            int most = reader.limits().nesting();
            if (level > most) {
                throw MessageFault.invalid("The content has multiparts more than " + most + " deep, the most allowed.");
            }
            List<BodyPart> found = new ArrayList<>();
            for (MimeEntity entity : reader.parts(type, body)) {
                parts++;
                if (parts > reader.limits().parts()) {
                    throw MessageFault.invalid(
                            "The content has more than " + reader.limits().parts() + " parts, the most allowed.");
                }
                PartLabel label = PartLabel.of(entity);
                found.add(part(content(entity, label), label, level));
            }
            return new BodyPart.Nested(type, found);
        }
    }
}

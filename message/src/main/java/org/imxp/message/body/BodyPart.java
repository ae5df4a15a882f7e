package org.imxp.message.body;

import java.util.List;
import org.imxp.message.Content;
import org.imxp.message.MediaType;

/** A content taken apart: one thing, or a multipart with its parts, as they are nested. */
public sealed interface BodyPart {
    /**
     * What is not taken apart further; also a signed or encrypted multipart, whose octets matter as they are.
     *
     * @param content the content
     * @param label what its MIME header says of it
     */
    record Leaf(Content content, PartLabel label) implements BodyPart {}

    /**
     * A multipart.
     *
     * @param type its type
     * @param parts one or more, in their order
     */
    record Nested(MediaType type, List<BodyPart> parts) implements BodyPart {
        /** Copies the list. */
        public Nested {
            parts = List.copyOf(parts);
        }
    }
}

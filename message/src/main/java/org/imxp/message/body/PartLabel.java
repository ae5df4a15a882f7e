package org.imxp.message.body;

import java.util.Optional;
import org.imxp.message.MimeEntity;

/**
 * What the MIME header of a part says of it, beside its type.
 *
 * @param contentId its Content-ID, without angle brackets
 * @param fileName the name that its author gave it, as it came: use it only by way of {@link FileName}
 * @param attachment whether its author wants it offered and not shown (RFC 2183 section 2.2)
 */
public record PartLabel(Optional<String> contentId, Optional<String> fileName, boolean attachment) {
    /** Of a content that has no MIME header of its own. */
    public static final PartLabel NONE = new PartLabel(Optional.empty(), Optional.empty(), false);

    static PartLabel of(MimeEntity part) {
        Parameters disposition =
                part.header().field("content-disposition").map(Parameters::read).orElse(Parameters.NONE);
        Optional<String> name = disposition
                .get("filename")
                .or(() -> part.header()
                        .field("content-type")
                        .map(Parameters::read)
                        .flatMap(type -> type.get("name")));
        // RFC 2183 section 2.8: what is not known is treated as an attachment.
        boolean shown = disposition.value().isEmpty() || disposition.value().equals("inline");
        return new PartLabel(part.contentId(), name, !shown);
    }
}

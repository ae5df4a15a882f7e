package org.imxp.message;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Message element as it was read, before its content reference is followed.
 *
 * @param reference the content attribute
 * @param inline the Content element
 */
record MessageElement(String reference, List<HeaderField> header, Optional<InlineContent> inline) {
    /**
     * The message.
     *
     * @param parts gives the content of the part with a Content-ID
     * @throws MessageFault with 501 if the reference leads nowhere
     */
    Message resolved(Function<String, Optional<Content>> parts) {
        Optional<Content> content = reference.startsWith("#")
                ? fragment()
                : ContentIds.fromUrl(reference).flatMap(parts);
        return new Message(header, content.orElseThrow(this::unresolved));
    }

    private Optional<Content> fragment() {
        return Percent.decode(reference.substring(1))
                .filter(name -> !name.isEmpty())
                .flatMap(name -> inline.filter(element -> element.name().equals(name)))
                .map(InlineContent::content);
    }

    private MessageFault unresolved() {
        return MessageFault.invalid(
                "The content reference " + MessageFault.shown(reference) + " leads nowhere; it is '#' and the Name of"
                        + " the Content within, or 'cid:' and the"
                        + " Content-ID of a part beside the header.");
    }
}

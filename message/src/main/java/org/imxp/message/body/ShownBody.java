package org.imxp.message.body;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imxp.message.MediaType;
import org.imxp.message.TextContent;

/**
 * What a program that shows plain text makes of a content: HTML, images and all else are files.
 *
 * @param texts what is shown, in its order
 * @param attachments what is offered, in its order
 */
public record ShownBody(List<TextContent> texts, List<Attachment> attachments) {
    /** Copies the lists. */
    public ShownBody {
        texts = List.copyOf(texts);
        attachments = List.copyOf(attachments);
    }

    /**
     * Chooses what is shown.
     *
     * @param body a content taken apart
     * @return its texts; of alternatives the best that is text, and those that are better are offered as files
     */
    public static ShownBody of(BodyPart body) {
        return switch (body) {
            case BodyPart.Leaf leaf -> of(leaf);
            case BodyPart.Nested(MediaType type, List<BodyPart> parts) ->
                type.is("multipart/alternative") ? best(parts) : joined(parts);
        };
    }

    /**
     * The texts for people: soft line breaks undone, and an empty line between two texts.
     *
     * @return lines that end in LF; empty if nothing is shown
     */
    public String text() {
        return texts.stream().map(text -> FlowedText.of(text).text()).collect(Collectors.joining("\n\n"));
    }

    private static ShownBody of(BodyPart.Leaf leaf) {
        boolean shown = leaf.content() instanceof TextContent text
                && text.mediaType().equals("text/plain")
                && !leaf.label().attachment();
        return shown
                ? new ShownBody(List.of((TextContent) leaf.content()), List.of())
                : new ShownBody(List.of(), List.of(Attachment.of(leaf)));
    }

    /** RFC 2046 section 5.1.4: the last is the best; so what we can show is the last that has text. */
    private static ShownBody best(List<BodyPart> parts) {
        List<ShownBody> offered = new ArrayList<>();
        for (BodyPart part : parts.reversed()) {
            ShownBody shown = of(part);
            offered.addFirst(shown);
            if (!shown.texts().isEmpty()) {
                break;
            }
        }
        return join(offered);
    }

    private static ShownBody joined(List<BodyPart> parts) {
        return join(parts.stream().map(ShownBody::of).toList());
    }

    private static ShownBody join(List<ShownBody> bodies) {
        return new ShownBody(
                bodies.stream().flatMap(body -> body.texts().stream()).toList(),
                bodies.stream().flatMap(body -> body.attachments().stream()).toList());
    }
}

package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one BEEP message of a channel carries: a control element and, around that of a data, the parts it may refer to (RFC
 * 3340 section 4.1). Immutable.
 *
 * <p>A payload that was read keeps the octets it was read from. Another control element may be put in place of its own, which
 * is what a relay sends on; all other octets stay as they came, and are never copied.
 */
public final class Payload {
    /** The octets as received, and the dialect they are in. */
    record Received(ByteBuffer octets, Dialect dialect) {}

    private final Element element;
    private final Surroundings surroundings;
    private final @Nullable Received received;

    Payload(Element element, Surroundings surroundings, @Nullable Received received) {
        this.element = element;
        this.surroundings = surroundings;
        this.received = received;
        if (element instanceof Data data
                && ContentUri.contentId(data.content()).isPresent()
                && part(data.content()).isEmpty()) {
            throw new IllegalArgumentException(
                    "content is \"" + Excerpt.of(data.content()) + "\", but no other part has that Content-ID");
        }
    }

    /**
     * A control element alone.
     *
     * @param element the element; a data whose content is not in another part
     * @return the payload
     */
    public static Payload of(Element element) {
        return new Payload(element, Surroundings.NONE, null);
    }

    /**
     * A data and the parts that it refers to, as multipart/related. The boundary is derived from the octets, so that it does
     * not occur in them.
     *
     * @param data the data; its content names one of the parts
     * @param rootId the Content-ID of the control element, without angle brackets: globally unique
     * @param parts one or more
     * @return the payload
     */
    public static Payload of(Data data, String rootId, List<MimePart> parts) {
        return new Payload(data, Surroundings.of(Boundary.of(data, parts), rootId, parts), null);
    }

    /**
     * A data and the parts that it refers to, with a given boundary.
     *
     * @param data the data; its content names one of the parts
     * @param rootId the Content-ID of the control element, without angle brackets: globally unique
     * @param parts one or more
     * @param boundary 1 to 70 characters that do not occur in the parts (RFC 2046 section 5.1.1)
     * @return the payload
     */
    public static Payload of(Data data, String rootId, List<MimePart> parts, String boundary) {
        Boundary.check(boundary, data, parts);
        return new Payload(data, Surroundings.of(boundary, rootId, parts), null);
    }

    /**
     * The control element.
     *
     * @return any element
     */
    public Element element() {
        return element;
    }

    /**
     * The control element if it is a data.
     *
     * @return empty for other elements
     */
    public Optional<Data> data() {
        return element instanceof Data data ? Optional.of(data) : Optional.empty();
    }

    /**
     * The parts beside the control element.
     *
     * @return in the order in which they stand; may be empty
     */
    public List<MimePart> parts() {
        return surroundings.parts();
    }

    /**
     * The part that a URI names.
     *
     * @param contentUri for example {@code cid:1@example.com}
     * @return the part, or empty if the URI is not a cid URL of one of the parts
     */
    public Optional<MimePart> part(String contentUri) {
        return ContentUri.contentId(contentUri)
                .filter(id -> !id.isEmpty())
                .flatMap(id -> parts().stream()
                        .filter(part -> part.contentId().equals(id))
                        .findFirst());
    }

    /**
     * The same surroundings with another data: what a relay sends on.
     *
     * @param data the data in place of this one; its content is in this payload
     * @return the changed payload
     */
    public Payload withData(Data data) {
        return data.equals(element) ? this : new Payload(data, surroundings, null);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The octets as received, if nothing has changed since and they are in the dialect. */
    Optional<ByteBuffer> received(Dialect dialect) {
        return received != null && received.dialect() == dialect
                ? Optional.of(received.octets().duplicate())
                : Optional.empty();
    }
}

package org.imxp.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;

/**
 * Reads messages in either form. It may be used by several threads.
 *
 * <p>It takes anything: what is not a message ends in a {@link MessageFault} and in nothing else.
 */
public final class MessageReader {
    private static final String START = "start";
    private static final String TYPE = "type";
    private static final String BOUNDARY = "boundary";

    private final MessageLimits limits;
    private final XMLInputFactory factory;

    /**
     * A reader.
     *
     * @param limits how much it takes
     */
    public MessageReader(MessageLimits limits) {
        this.limits = limits;
        this.factory = ElementReader.factory(limits);
    }

    /**
     * Reads the inline form: a Message element with its Content inside.
     *
     * @param xml the element, with all namespaces it uses declared within
     * @return the message
     * @throws MessageFault if it is none
     */
    public Message readElement(String xml) {
        checkSize(xml.length());
        return ElementReader.read(xml, factory, limits, false).resolved(id -> Optional.empty());
    }

    /**
     * Reads a MIME entity: a multipart/related whose root is a header, or a header alone with the content within.
     *
     * @param mimeEntity the header fields, an empty line and the body; the buffer is left as it was
     * @return the message
     * @throws MessageFault if it is none
     */
    public Message readEntity(ByteBuffer mimeEntity) {
        checkSize(mimeEntity.remaining());
        MimeEntity entity = MimeEntity.read(mimeEntity, limits.partHeaderOctets());
        MediaType type = entity.header()
                .mediaType()
                .orElseThrow(() -> MessageFault.invalid("The message's MIME entity has no Content-Type."));
        if (type.isMessage()) {
            return element(entity).resolved(id -> Optional.empty());
        }
        if (!type.is(MessageNames.MULTIPART)) {
            throw MessageFault.invalid("The media type " + MessageFault.shown(type.name()) + " is neither "
                    + MessageNames.MULTIPART + " nor " + MessageNames.MEDIA_TYPE + ".");
        }
        return related(entity, type);
    }

    /**
     * Parts a multipart, and leaves the parts as they are.
     *
     * @param type a type {@code multipart/...}
     * @param body its octets
     * @return the parts in their order; what comes before the first and after the last is dropped
     * @throws MessageFault if it has no boundary, is broken, or has too many parts
     */
    public List<MimeEntity> parts(MediaType type, ByteBuffer body) {
        String boundary = type.parameter(BOUNDARY)
                .orElseThrow(() -> MessageFault.malformed("The multipart is broken: it has no boundary."));
        return Multipart.parts(body, boundary, limits.parts()).stream()
                .map(part -> MimeEntity.read(part, limits))
                .toList();
    }

    /**
     * How much this takes.
     *
     * @return the limits
     */
    public MessageLimits limits() {
        return limits;
    }

    private Message related(MimeEntity entity, MediaType type) {
        String rootType = type.parameter(TYPE)
                .orElseThrow(() -> MessageFault.invalid("The multipart/related has no 'type' parameter."));
        if (!MediaType.isMessage(rootType.strip())) {
            throw MessageFault.invalid("The multipart/related is of type " + MessageFault.shown(rootType) + ", not "
                    + MessageNames.MEDIA_TYPE + ".");
        }
        if (entity.isEncoded()) {
            throw MessageFault.invalid("The multipart has a transfer encoding; only a leaf may.");
        }
        List<MimeEntity> parts = parts(type, entity.body());
        MimeEntity root = type.parameter(START).map(start -> root(parts, start)).orElseGet(parts::getFirst);
        // Only beside the root: never in a multipart within a part, nor in one around this (MSG-8).
        return element(root)
                .resolved(
                        id -> part(parts, id).filter(part -> !part.equals(root)).map(this::content));
    }

    private static MimeEntity root(List<MimeEntity> parts, String start) {
        return part(parts, ContentIds.unbracketed(start))
                .orElseThrow(() -> MessageFault.invalid(
                        "No part of the multipart has the Content-ID " + MessageFault.shown(start) + " of its start."));
    }

    private static Optional<MimeEntity> part(List<MimeEntity> parts, String id) {
        List<MimeEntity> found = parts.stream()
                .filter(part -> part.contentId().filter(id::equals).isPresent())
                .toList();
        if (found.size() > 1) {
            throw MessageFault.invalid("Two parts have the Content-ID " + MessageFault.shown(id) + ".");
        }
        return found.stream().findFirst();
    }

    /**
     * Reads the content of a MIME part.
     *
     * @param part the part
     * @return characters where their charset is known, else octets; a multipart stays one
     * @throws MessageFault if it says that it is UTF-8 or XML and is not
     */
    public Content content(MimeEntity part) {
        return PartContent.of(part, factory, limits);
    }

    /**
     * Takes a MIME part for a file: nothing is decoded but its transfer encoding.
     *
     * @param part the part, which is no multipart
     * @return its octets and its type, a charset included
     */
    public OpaqueContent file(MimeEntity part) {
        return PartContent.octets(part);
    }

    private MessageElement element(MimeEntity part) {
        MediaType type = part.header()
                .mediaType()
                .filter(MediaType::isMessage)
                .orElseThrow(
                        () -> MessageFault.invalid("The root part is not of type " + MessageNames.MEDIA_TYPE + "."));
        if (!part.hasKnownEncoding()) {
            throw MessageFault.invalid("The transfer encoding "
                    + MessageFault.shown(part.header().encoding()) + " of the header is unknown.");
        }
        int size = part.body().remaining();
        if (size > limits.textOctets()) {
            throw MessageFault.invalid(
                    "The header has " + size + " octets; at most " + limits.textOctets() + " are allowed.");
        }
        String xml = XmlDecoding.decode(part.decoded(), type.charset(), factory)
                .orElseThrow(() -> MessageFault.invalid("The charset of the header is unknown; UTF-8 is expected."));
        return ElementReader.read(xml, factory, limits, true);
    }

    private void checkSize(int size) {
        if (size > limits.octets()) {
            throw MessageFault.invalid(
                    "The message has " + size + " octets; at most " + limits.octets() + " are allowed.");
        }
    }
}

package org.imxp.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * Writes messages in either form, always in UTF-8, without a byte order mark, an XML declaration or a transfer encoding.
 *
 * <p>The same message and the same identifiers give the same octets. It may be used by several threads.
 */
public final class MessageWriter {
    /** A writer. */
    public MessageWriter() {}

    /**
     * Writes the inline form.
     *
     * @param message a message of text or XML
     * @return a Message element with its Content inside, laid out as the child of a data-content element
     * @throws MessageFault with 501 if the content is not text or XML, or has a character that XML cannot carry
     */
    public String writeElement(Message message) {
        String characters = switch (message.content()) {
            case TextContent content -> content.text();
            case XmlContent content -> content.xml();
            case OpaqueContent content ->
                throw MessageFault.invalid("Content of type " + MessageFault.shown(content.mediaType())
                        + " cannot be within the message's XML; it needs a part of its own.");
        };
        OptionalInt forbidden = XmlCharacters.forbidden(characters);
        if (forbidden.isPresent()) {
            throw MessageFault.invalid("The content has the character " + Character.getName(forbidden.getAsInt())
                    + ", which XML does not allow; it needs a part of its own.");
        }
        StringBuilder out = ElementLayout.INLINE.open("#" + MessageNames.CONTENT);
        message.header().forEach(field -> ElementLayout.INLINE.field(out, field));
        ElementLayout.INLINE.content(out, message.content(), characters);
        return ElementLayout.INLINE.close(out);
    }

    /**
     * Writes the multipart form.
     *
     * @param message any message
     * @param ids the boundary and the Content-IDs
     * @return a MIME entity: header fields, an empty line, and a body that ends with the last delimiter
     * @throws MessageFault with 501 if the boundary occurs at the start of a line of the message
     */
    public byte[] writeEntity(Message message, MultipartIds ids) {
        List<ByteBuffer> pieces = entityPieces(message, ids);
        ByteBuffer whole = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(whole::put);
        return whole.array();
    }

    /**
     * Writes the multipart form, and leaves octets of the content where they are.
     *
     * @param message any message
     * @param ids the boundary and the Content-IDs
     * @return what {@link #writeEntity} gives, in pieces; those of an {@link OpaqueContent} are its own
     * @throws MessageFault with 501 if the boundary occurs at the start of a line of the message
     */
    public List<ByteBuffer> entityPieces(Message message, MultipartIds ids) {
        byte[] header = part(message, ContentIds.url(ids.content())).getBytes(StandardCharsets.UTF_8);
        Body body = Body.of(message.content());
        checkBoundary(ids.boundary(), ByteBuffer.wrap(header));
        checkBoundary(ids.boundary(), body.octets);
        ByteArrayOutputStream out = new ByteArrayOutputStream(header.length + 1024);
        line(
                out,
                "Content-Type: " + MessageNames.MULTIPART + "; boundary=\"" + ids.boundary() + "\"; start=\"<"
                        + ids.root() + ">\"; type=\"" + MessageNames.MEDIA_TYPE + "\"");
        ids.entity().ifPresent(id -> contentId(out, id));
        line(out, "");
        partHeader(out, ids, MessageNames.MEDIA_TYPE, ids.root());
        line(out, "");
        out.writeBytes(header);
        line(out, "");
        partHeader(out, ids, body.type, ids.content());
        if (!message.content().lang().isEmpty()) {
            line(out, "Content-Language: " + message.content().lang());
        }
        line(out, "");
        byte[] end = ("\r\n--" + ids.boundary() + "--").getBytes(StandardCharsets.UTF_8);
        return List.of(ByteBuffer.wrap(out.toByteArray()), body.octets.duplicate(), ByteBuffer.wrap(end));
    }

    /**
     * Writes a content as a MIME part.
     *
     * @param content any content
     * @param fields further lines of its header, such as {@code Content-ID: <1@example.com>}
     * @return the header, an empty line and the body
     */
    public byte[] writePart(Content content, List<String> fields) {
        Body body = Body.of(content);
        byte[] octets = new byte[body.octets.remaining()];
        body.octets.duplicate().get(octets);
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 256);
        line(out, "Content-Type: " + body.type);
        if (!content.lang().isEmpty()) {
            line(out, "Content-Language: " + content.lang());
        }
        fields.forEach(field -> line(out, field));
        line(out, "");
        out.writeBytes(octets);
        return out.toByteArray();
    }

    /**
     * Joins parts to the body of a multipart.
     *
     * @param boundary 1 to 70 characters of RFC 2046 that begin no line of a part after two hyphens
     * @param parts MIME parts, as {@link #writePart} gives them; they are taken as they are
     * @return the body
     * @throws MessageFault with 501 if the boundary is none, or occurs at the start of a line of a part
     */
    public byte[] writeParts(String boundary, List<byte[]> parts) {
        if (!MultipartIds.isBoundary(boundary)) {
            throw MessageFault.invalid(
                    "The boundary " + MessageFault.shown(boundary) + " is not 1 to 70 characters of RFC 2046.");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            checkBoundary(boundary, ByteBuffer.wrap(part));
            line(out, "--" + boundary);
            out.writeBytes(part);
            line(out, "");
        }
        line(out, "--" + boundary + "--");
        return out.toByteArray();
    }

    private static void checkBoundary(String boundary, ByteBuffer octets) {
        if (Multipart.occurs(octets, boundary)) {
            throw MessageFault.invalid("The boundary " + MessageFault.shown(boundary)
                    + " begins a line of the message; another is needed.");
        }
    }

    private static void partHeader(ByteArrayOutputStream out, MultipartIds ids, String type, String id) {
        line(out, "--" + ids.boundary());
        line(out, "Content-Type: " + type);
        contentId(out, id);
    }

    private static String part(Message message, String reference) {
        StringBuilder out = ElementLayout.PART.open(reference);
        message.header().forEach(field -> ElementLayout.PART.field(out, field));
        return ElementLayout.PART.close(out);
    }

    private static void contentId(ByteArrayOutputStream out, String id) {
        line(out, "Content-ID: <" + id + ">");
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The content as the body of a part, and the media type that says so. */
    private static final class Body {
        private final String type;
        private final ByteBuffer octets;

        private Body(String type, ByteBuffer octets) {
            this.type = type;
            this.octets = octets;
        }

        static Body of(Content content) {
            return switch (content) {
                case TextContent text -> characters(text.type(), text.text());
                case XmlContent xml -> characters(xml.type(), xml.xml());
                case OpaqueContent opaque -> new Body(opaque.type(), opaque.octets());
            };
        }

        private static Body characters(String type, String characters) {
            byte[] octets = Lines.crlf(characters).getBytes(StandardCharsets.UTF_8);
            return new Body(MediaType.parse(type).inUtf8().toString(), ByteBuffer.wrap(octets));
        }
    }
}

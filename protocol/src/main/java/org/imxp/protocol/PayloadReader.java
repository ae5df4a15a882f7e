package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads payloads as BEEP carries them: a MIME entity, its header first. Safe for use by several threads. */
public final class PayloadReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ProtocolLimits limits;
    private final ElementReader elements;
    private final PlainReader plain;

    /**
     * A reader with its own bounds.
     *
     * @param limits what it refuses beyond
     */
    public PayloadReader(ProtocolLimits limits) {
        this.limits = limits;
        elements = new ElementReader(limits);
        plain = new PlainReader(limits);
    }

    /**
     * Reads a payload. The XML of the control element is parsed; other parts are only found.
     *
     * @param octets the reassembled payload of a BEEP message; kept, so not to be changed afterwards
     * @param dialect that of the channel
     * @return the payload
     * @throws ProtocolException 500 if the XML is not well formed, 501 if the payload is not one of the protocol, 504 if its
     *     charset or transfer encoding is not implemented, 554 if it passes a bound
     */
    public Payload read(byte[] octets, Dialect dialect) {
        return read(ByteBuffer.wrap(octets), dialect);
    }

    /**
     * Reads a payload wherever it is, such as in a mapped file.
     *
     * @param payload the reassembled payload of a BEEP message; kept, so not to be changed afterwards
     * @param dialect that of the channel
     * @return the payload
     * @throws ProtocolException as {@link #read(byte[], Dialect)} does
     */
    public Payload read(ByteBuffer payload, Dialect dialect) {
        var octets = payload.slice();
        limits.check(ProtocolLimit.PAYLOAD_OCTETS, octets.limit());
        return plain(octets, dialect)
                .map(element -> new Payload(element, Surroundings.NONE, received(octets, dialect)))
                .orElseGet(() -> parse(octets, dialect));
    }

    /** What is in an array, and no longer than a control element may be, is looked at before it is parsed. */
    private Optional<Element> plain(ByteBuffer octets, Dialect dialect) {
        boolean isWholeArray =
                octets.hasArray() && octets.arrayOffset() == 0 && octets.array().length == octets.limit();
        return isWholeArray && octets.limit() <= limits.of(ProtocolLimit.CONTROL_OCTETS)
                ? plain.read(octets.array(), dialect)
                : Optional.empty();
    }

    /** Reads it by the parsers of MIME and XML alone. */
    Payload parse(ByteBuffer octets, Dialect dialect) {
        try {
            var header = MimeHeader.read(octets, 0, octets.limit(), limits);
            return switch (mediaType(header, octets)) {
                case MediaTypes.CONTROL -> alone(octets, header, dialect);
                case MediaTypes.RELATED -> related(octets, header, dialect);
                case String other ->
                    throw ProtocolException.invalid("the content type is " + Excerpt.of(other) + ": allowed are "
                            + MediaTypes.CONTROL + " and " + MediaTypes.RELATED);
            };
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /** BEEP's default is application/octet-stream; but some peers send XML behind nothing but the empty line. */
    private static String mediaType(MimeHeader header, ByteBuffer octets) {
        boolean bareXml =
                header.isEmpty() && header.bodyFrom() < octets.limit() && octets.get(header.bodyFrom()) == '<';
        return header.mediaType().orElse(bareXml ? MediaTypes.CONTROL : "application/octet-stream");
    }

    private Payload alone(ByteBuffer octets, MimeHeader header, Dialect dialect) {
        header.requireNoTransferEncoding();
        var element = elements.read(decode(octets, header.bodyFrom(), octets.limit(), header.charset()), dialect);
        return new Payload(element, Surroundings.NONE, header.isEmpty() ? null : received(octets, dialect));
    }

    private Payload related(ByteBuffer octets, MimeHeader header, Dialect dialect) {
        var boundary = header.parameter("boundary")
                .orElseThrow(
                        () -> ProtocolException.invalid("the multipart has no boundary parameter, which it needs"));
        var type = header.parameter("type").orElse("");
        if (!type.equalsIgnoreCase(MediaTypes.CONTROL)) {
            throw ProtocolException.invalid(
                    "the multipart has the type \"" + Excerpt.of(type) + "\": allowed is " + MediaTypes.CONTROL);
        }
        var parts = new MultipartScan(octets, octets.limit(), boundary, limits).parts(header.bodyFrom());
        checkDistinct(parts);
        var root = root(parts, header);
        var xml = rootXml(octets, root, boundary);
        var element = elements.read(xml, dialect);
        return new Payload(element, surroundings(octets, parts, root), received(octets, dialect));
    }

    /** Two parts of one name would let two readers take different content. */
    private static void checkDistinct(List<MultipartScan.Part> parts) {
        var seen = new HashSet<String>();
        for (var part : parts) {
            if (!part.contentId().isEmpty() && !seen.add(part.contentId())) {
                throw ProtocolException.invalid("two parts have the Content-ID " + Excerpt.of(part.contentId()));
            }
        }
    }

    /** The part that start names; the first one when it names none (RFC 2387 section 3.2). */
    private static MultipartScan.Part root(List<MultipartScan.Part> parts, MimeHeader header) {
        var start = header.parameter("start").map(id -> MimeHeader.withoutBrackets(id.strip()));
        if (start.isEmpty()) {
            return parts.getFirst();
        }
        return parts.stream()
                .filter(part -> part.contentId().equals(start.get()))
                .findFirst()
                .orElseThrow(() -> ProtocolException.invalid(
                        "the multipart starts at " + Excerpt.of(start.get()) + ", but no part has that Content-ID"));
    }

    private String rootXml(ByteBuffer octets, MultipartScan.Part root, String boundary) {
        var header = root.header();
        var type = header.mediaType().orElse("text/plain");
        if (!type.equals(MediaTypes.CONTROL)) {
            throw ProtocolException.invalid(
                    "the root of the multipart is " + Excerpt.of(type) + ": allowed is " + MediaTypes.CONTROL);
        }
        header.requireNoTransferEncoding();
        var charset = header.charset();
        var xml = decode(octets, header.bodyFrom(), root.to(), charset);
        if (!keepsOctets(charset) && xml.contains("--" + boundary)) {
            // Written on in UTF-8 it would become a delimiter, and parts would appear that nobody has seen.
            throw ProtocolException.invalid("the boundary occurs in the control element");
        }
        return xml;
    }

    private static Surroundings surroundings(
            ByteBuffer octets, List<MultipartScan.Part> parts, MultipartScan.Part root) {
        var header = root.header();
        List<ByteBuffer> before = keepsOctets(header.charset())
                ? List.of(view(octets, 0, header.bodyFrom()))
                : List.of(view(octets, 0, root.from()), Surroundings.rootHeader(root.contentId()));
        var others = new ArrayList<MimePart>();
        for (var part : parts) {
            if (part.from() != root.from()) {
                others.add(new MimePart(part.contentId(), view(octets, part.from(), part.to())));
            }
        }
        return new Surroundings(before, List.of(view(octets, root.to(), octets.limit())), others);
    }

    /** Whether a control element may be written in UTF-8 under the header it came with. */
    private static boolean keepsOctets(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8);
    }

    private String decode(ByteBuffer octets, int from, int to, Charset charset) {
        limits.check(ProtocolLimit.CONTROL_OCTETS, to - from);
        try {
            var text = charset.newDecoder().decode(octets.slice(from, to - from));
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return text.subSequence(marked ? 1 : 0, text.length()).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException(ReplyCode.SYNTAX_ERROR, "the control element is not " + charset, e);
        }
    }

    private static ByteBuffer view(ByteBuffer octets, int from, int to) {
        return octets.slice(from, to - from).asReadOnlyBuffer();
    }

    private static Payload.Received received(ByteBuffer octets, Dialect dialect) {
        return new Payload.Received(view(octets, 0, octets.limit()), dialect);
    }
}

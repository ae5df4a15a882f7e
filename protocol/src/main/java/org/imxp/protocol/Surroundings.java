package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The octets of a payload around the XML of its control element.
 *
 * @param before the header of the payload, and all up to the XML
 * @param after all that follows the XML
 * @param parts the parts beside the control element; views of the same octets
 */
record Surroundings(List<ByteBuffer> before, List<ByteBuffer> after, List<MimePart> parts) {
    private static final String LINE_END = "\r\n";
    private static final String CONTENT_TYPE = "Content-Type: " + MediaTypes.CONTROL + LINE_END;

    /** Those of a control element alone (RFC 3340 section 4.1). As in its examples, the last line ends with CRLF too. */
    static final Surroundings NONE =
            new Surroundings(List.of(ascii(CONTENT_TYPE + LINE_END)), List.of(ascii(LINE_END)), List.of());

    Surroundings {
        before = List.copyOf(before);
        after = List.copyOf(after);
        parts = List.copyOf(parts);
    }

    /** The header of a control element that is the root of a multipart. */
    static ByteBuffer rootHeader(String rootId) {
        var contentId = rootId.isEmpty() ? "" : "Content-ID: <" + rootId + ">" + LINE_END;
        return ascii(CONTENT_TYPE + contentId + LINE_END);
    }

    static Surroundings of(String boundary, String rootId, List<MimePart> parts) {
        var ids = parts.stream().map(MimePart::contentId).toList();
        if (parts.isEmpty() || rootId.isEmpty() || !MimePart.isFieldText(rootId) || ids.contains(rootId)) {
            throw new IllegalArgumentException(
                    "a multipart needs a root with a Content-ID of its own, and one part or more; given are the root "
                            + Excerpt.of(rootId) + " and " + parts.size() + " parts");
        }
        var header = "Content-Type: " + MediaTypes.RELATED + "; boundary=\"" + boundary + "\"; start=\"<"
                + rootId.replace("\\", "\\\\").replace("\"", "\\\"") + ">\"; type=\"" + MediaTypes.CONTROL + "\"";
        var before = ascii(header + LINE_END + LINE_END + "--" + boundary + LINE_END);
        var after = new ArrayList<ByteBuffer>();
        for (var part : parts) {
            after.add(ascii(LINE_END + "--" + boundary + LINE_END));
            after.addAll(part.pieces());
        }
        after.add(ascii(LINE_END + "--" + boundary + "--" + LINE_END));
        return new Surroundings(List.of(before, rootHeader(rootId)), after, parts);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
    }
}

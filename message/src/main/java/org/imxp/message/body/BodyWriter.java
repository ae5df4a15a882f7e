package org.imxp.message.body;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.imxp.message.Content;
import org.imxp.message.MessageWriter;
import org.imxp.message.OpaqueContent;

/** Writes contents of several parts, in UTF-8 and without transfer encodings. It may be used by several threads. */
public final class BodyWriter {
    /** RFC 5987 attr-char: what stands for itself in an extended parameter. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private final MessageWriter writer = new MessageWriter();

    /** A writer. */
    public BodyWriter() {}

    /**
     * A text with files.
     *
     * @param first what is shown
     * @param files what is offered
     * @param boundary a boundary that is in none of them, such as the one of {@link org.imxp.message.MessageIds#nextMultipart}
     * @return a content of type {@code multipart/mixed}
     * @throws org.imxp.message.MessageFault with 501 if the boundary is none, or begins a line of a part
     */
    public OpaqueContent mixed(Content first, List<Attachment> files, String boundary) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(writer.writePart(first, List.of()));
        files.forEach(file -> parts.add(writer.writePart(file.content(), List.of(disposition(file.name())))));
        return OpaqueContent.of(type("multipart/mixed", boundary), writer.writeParts(boundary, parts));
    }

    /**
     * The same said in several ways.
     *
     * @param contents one or more, the plainest first
     * @param boundary a boundary that is in none of them
     * @return a content of type {@code multipart/alternative}
     * @throws org.imxp.message.MessageFault with 501 if the boundary is none, or begins a line of a part
     */
    public OpaqueContent alternative(List<Content> contents, String boundary) {
        List<byte[]> parts = contents.stream()
                .map(content -> writer.writePart(content, List.of()))
                .toList();
        return OpaqueContent.of(type("multipart/alternative", boundary), writer.writeParts(boundary, parts));
    }

    static String type(String name, String boundary) {
        return name + "; boundary=\"" + boundary + "\"";
    }

    static String disposition(FileName name) {
        boolean ascii = name.text().chars().allMatch(c -> c >= ' ' && c < 0x7F);
        return "Content-Disposition: attachment; filename"
                + (ascii ? "=\"" + name.text() + "\"" : "*=UTF-8''" + escaped(name.text()));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0;
            out.append(
                    plain
                            ? String.valueOf(c)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return out.toString();
    }
}

package org.imxp.message.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imxp.message.TextContent;

/**
 * Plain text as paragraphs: what {@code format=flowed} means by its lines (RFC 3676).
 *
 * @param paragraphs in their order
 */
public record FlowedText(List<Paragraph> paragraphs) {
    /** What a line is that parts a text from a signature (section 4.3). */
    static final String SIGNATURE = "-- ";

    private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");
    private static final String FLOWED = "flowed";
    private static final String YES = "yes";

    /**
     * What a reader may wrap as it likes.
     *
     * @param depth how often it is quoted, zero or more
     * @param text one line, without quote marks
     */
    public record Paragraph(int depth, String text) {
        /** Refuses a line end, and a depth below zero. */
        public Paragraph {
            if (depth < 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("A paragraph is one line, at a depth of zero or more.");
            }
        }

        /**
         * Whether it parts the text before from a signature after it.
         *
         * @return whether it is two hyphens and a space
         */
        public boolean isSignatureLine() {
            return text.equals(SIGNATURE);
        }
    }

    /** Copies the list. */
    public FlowedText {
        paragraphs = List.copyOf(paragraphs);
    }

    /**
     * Reads a content.
     *
     * @param content text of any type
     * @return its paragraphs, if it is {@code text/plain; format=flowed}; else each line is one, not quoted
     */
    public static FlowedText of(TextContent content) {
        boolean flowed = content.mediaType().equals("text/plain") && hasValue(content, "format", FLOWED);
        return flowed ? read(content.text(), hasValue(content, "delsp", YES)) : lines(content.text());
    }

    /**
     * Reads flowed lines.
     *
     * @param text lines that end in LF
     * @param deleteSpaces whether the space of a soft line break is none of the text's (DelSp)
     * @return the paragraphs
     */
    public static FlowedText read(String text, boolean deleteSpaces) {
        FlowedReader reader = new FlowedReader(deleteSpaces);
        for (String line : LINE_END.split(text, -1)) {
            reader.line(line);
        }
        return new FlowedText(reader.paragraphs());
    }

    /**
     * Text that somebody wrote: each line is a paragraph, and angle brackets at its start quote it.
     *
     * @param text lines that end in LF; a {@code >} at the start, and one space after the last of them, is a quote mark
     * @return the paragraphs
     */
    public static FlowedText quoted(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (String line : LINE_END.split(text, -1)) {
            int depth = FlowedReader.depth(line);
            String rest = line.substring(depth);
            paragraphs.add(new Paragraph(depth, depth > 0 && rest.startsWith(" ") ? rest.substring(1) : rest));
        }
        return new FlowedText(paragraphs);
    }

    /**
     * Text as it is: each line is a paragraph, and nothing is a quote mark.
     *
     * @param text lines that end in LF
     * @return the paragraphs
     */
    public static FlowedText lines(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (String line : LINE_END.split(text, -1)) {
            paragraphs.add(new Paragraph(0, line));
        }
        return new FlowedText(paragraphs);
    }

    /**
     * For people: each paragraph on a line, with its quote marks and a space before it.
     *
     * @return lines that end in LF, the last without
     */
    public String text() {
        return paragraphs.stream()
                .map(paragraph -> paragraph.depth() == 0
                        ? paragraph.text()
                        : ">".repeat(paragraph.depth()) + " " + paragraph.text())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Writes these paragraphs in lines of at most 78 characters.
     *
     * @return a content of type {@code text/plain; format=flowed}; spaces at the ends of paragraphs are lost, as section
     *     4.2 wants it
     */
    public TextContent content() {
        return FlowedWriter.write(this);
    }

    private static boolean hasValue(TextContent content, String parameter, String value) {
        return content.parameter(parameter).filter(value::equalsIgnoreCase).isPresent();
    }
}

package org.imxp.cli;

import java.util.stream.Collectors;

/**
 * Text of others made safe to print: what a terminal would obey, and what would make text look like other text, is shown as
 * its code instead of being sent.
 */
final class VisibleText {
    private static final String INDENT = "    ";

    private VisibleText() {}

    /**
     * Text for one line.
     *
     * @param text anything
     * @return the text without controls; line ends too are shown as codes
     */
    static String line(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    /**
     * Text that may have several lines. All but the first are indented, so that none can pass for a line of ours.
     *
     * @param text anything
     * @return the text without controls other than line ends
     */
    static String block(String text) {
        return text.lines().map(VisibleText::line).collect(Collectors.joining("\n" + INDENT));
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\t') {
            safe.append(INDENT);
        } else if (isUnsafe(c)) {
            safe.append("<U+%04X>".formatted(c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> !isHarmlessFormat(c);
            default -> false;
        };
    }

    /** Joiners, direction marks and the soft hyphen belong to ordinary writing; overrides and tags hide what is written. */
    private static boolean isHarmlessFormat(int c) {
        return switch (c) {
            case 0xAD, 0x200C, 0x200D, 0x200E, 0x200F, 0x61C -> true;
            default -> false;
        };
    }
}

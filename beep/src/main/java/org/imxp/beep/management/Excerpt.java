package org.imxp.beep.management;

/** A peer's text, short enough and clean enough to stand in a diagnostic or a line of a log. */
public final class Excerpt {
    private static final int LENGTH = 80;
    private static final int LINE = 1000;

    private Excerpt() {}

    static String of(String text) {
        return cut(text, LENGTH);
    }

    /**
     * A sentence that may quote a peer, as one printable line.
     *
     * @param text the sentence
     * @return at most 1000 characters; control, format and line separator characters are question marks
     */
    public static String line(String text) {
        return cut(text, LINE);
    }

    private static String cut(String text, int most) {
        var end = Math.min(text.length(), most);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?") + (end < text.length() ? "..." : "");
    }
}

package org.imxp.protocol;

/** The part of a remote's value that fits in a sentence: short, and without what could disturb a log or a screen. */
final class Excerpt {
    private static final int MOST_CHARACTERS = 80;

    private Excerpt() {}

    static String of(String value) {
        var shown = new StringBuilder();
        value.codePoints().limit(MOST_CHARACTERS).map(c -> isPlain(c) ? c : '?').forEach(shown::appendCodePoint);
        return value.length() > MOST_CHARACTERS ? shown.append("...").toString() : shown.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

package org.imxp.beep.management;

/** A peer's text, short enough and clean enough to stand in a diagnostic. */
final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LENGTH ? clean : clean.substring(0, LENGTH) + "...";
    }
}

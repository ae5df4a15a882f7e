package org.imxp.cli;

/** Words of commands that people are told to type. */
final class ShellWord {
    private ShellWord() {}

    /** The word as a shell reads it back. */
    static String of(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

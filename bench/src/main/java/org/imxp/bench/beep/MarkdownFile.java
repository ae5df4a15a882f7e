package org.imxp.bench.beep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose tables are written by the command, between two markers; the rest is left alone. */
final class MarkdownFile {
    static final String BEGIN = "<!-- begin of what ./imxp bench beep writes -->";
    static final String END = "<!-- end of what ./imxp bench beep writes -->";

    private MarkdownFile() {}

    /** Writes tables to a file: between its markers, or, if there is no such file, with markers around. */
    static void write(Path file, String tables) throws IOException {
        Files.writeString(file, page(read(file), tables));
    }

    /**
     * Looks whether a file can be written to.
     *
     * @throws IllegalArgumentException if it has no markers
     */
    static void check(Path file) throws IOException {
        var _ = page(read(file), "");
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : BEGIN + END + "\n";
    }

    static String page(String page, String tables) {
        var begin = page.indexOf(BEGIN);
        var end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no lines \"" + BEGIN + "\" and \"" + END + "\"");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + tables + "\n" + page.substring(end);
    }
}

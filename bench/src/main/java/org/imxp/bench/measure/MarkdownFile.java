package org.imxp.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where tables go on a page: between two markers of the command that writes them; the rest is left alone.
 *
 * @param begin the first marker
 * @param end the last marker
 */
public record MarkdownFile(String begin, String end) {
    /**
     * The markers of one command.
     *
     * @param command such as {@code beep}
     * @return the place
     */
    public static MarkdownFile of(String command) {
        var writes = " of what ./imxp bench " + command + " writes -->";
        return new MarkdownFile("<!-- begin" + writes, "<!-- end" + writes);
    }

    /**
     * Writes tables to a file: between its markers, or, if there is no such file, with markers around.
     *
     * @param file the page
     * @param tables in Markdown
     * @throws IOException if it can't be written
     */
    public void write(Path file, String tables) throws IOException {
        Files.writeString(file, page(read(file), tables));
    }

    /**
     * Looks whether a file can be written to.
     *
     * @param file the page
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it has no markers
     */
    public void check(Path file) throws IOException {
        var _ = page(read(file), "");
    }

    private String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : begin + end + "\n";
    }

    /**
     * A page with other tables.
     *
     * @param page the text before
     * @param tables what is to stand between the markers
     * @return the text
     * @throws IllegalArgumentException if it has no markers
     */
    public String page(String page, String tables) {
        var from = page.indexOf(begin);
        var to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no lines \"" + begin + "\" and \"" + end + "\"");
        }
        return page.substring(0, from + begin.length()) + "\n\n" + tables + "\n" + page.substring(to);
    }
}

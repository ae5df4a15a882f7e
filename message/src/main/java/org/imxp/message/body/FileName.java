package org.imxp.message.body;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name under which a file of a stranger's can be saved: one name and no path, visible, and no device of any system.
 *
 * <p>It says nothing of what is in the file, nor that there is no such file yet.
 *
 * @param text such as {@code photo.jpg}
 */
public record FileName(String text) {
    /** The most octets of UTF-8 of a name: below what file systems take, so that there is room for a number. */
    public static final int LONGEST = 200;

    private static final String NAMELESS = "attachment";
    private static final int LONGEST_EXTENSION = 20;

    /** Names that Windows takes for devices, whatever comes after a point. */
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|CLOCK\\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3]) *([.].*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FORBIDDEN = Pattern.compile("[\"*:<>?|%$`'&;!{}~#\\\\/]");

    /**
     * Refuses what {@link #of} would not give.
     *
     * @throws IllegalArgumentException if this is no safe name
     */
    public FileName {
        if (!text.equals(safe(text))) {
            throw new IllegalArgumentException("This is not a safe file name; FileName.of makes one of anything.");
        }
    }

    /**
     * Makes a safe name of what the author of a message has called a file.
     *
     * @param offered any text
     * @return its last name, without what could do harm; {@code attachment} if nothing is left
     */
    public static FileName of(String offered) {
        return new FileName(safe(offered));
    }

    /**
     * The name of a part that may have none.
     *
     * @param offered what its author has called it
     * @param mediaType its type without parameters, for the ending of one without a name
     * @return a safe name
     */
    public static FileName of(Optional<String> offered, String mediaType) {
        return of(offered.filter(name -> !name.isBlank()).orElseGet(() -> NAMELESS + ending(mediaType)));
    }

    /**
     * Another name, for where this one is taken.
     *
     * @param number a number, one or more
     * @return such as {@code photo (2).jpg}
     */
    public FileName numbered(int number) {
        String ending = extension(text);
        String stem = text.substring(0, text.length() - ending.length());
        String more = " (" + number + ")" + ending;
        return new FileName(safe(shortened(stem, LONGEST - octets(more)) + more));
    }

    @Override
    public String toString() {
        return text;
    }

    private static String safe(String offered) {
        String composed = Normalizer.normalize(offered, Normalizer.Form.NFC);
        String last = composed.substring(Math.max(composed.lastIndexOf('/'), composed.lastIndexOf('\\')) + 1);
        StringBuilder visible = new StringBuilder();
        last.codePoints().map(FileName::visible).filter(c -> c >= 0).forEach(visible::appendCodePoint);
        // What was invisible may have stood between a letter and its accent.
        String joined = Normalizer.normalize(visible, Normalizer.Form.NFC);
        String name = trimmed(FORBIDDEN.matcher(joined).replaceAll("_"));
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        String ending = extension(name);
        if (octets(name) > LONGEST) {
            name = trimmed(
                    shortened(name.substring(0, name.length() - ending.length()), LONGEST - octets(ending)) + ending);
        }
        return name.isEmpty() ? NAMELESS : name;
    }

    /** Controls, marks of direction and the like hide what a name is; all white space is one kind of space. */
    private static int visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> -1;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> ' ';
            default -> c;
        };
    }

    /** A point before hides a file, a hyphen before is an option of a command, and Windows drops points and spaces behind. */
    private static String trimmed(String name) {
        int start = 0;
        while (start < name.length() && " .-".indexOf(name.charAt(start)) >= 0) {
            start++;
        }
        int end = name.length();
        while (end > start && " .".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(start, end);
    }

    private static String extension(String name) {
        int point = name.lastIndexOf('.');
        String ending = point <= 0 ? "" : name.substring(point);
        return ending.length() > 1 && ending.length() <= LONGEST_EXTENSION && ending.indexOf(' ') < 0 ? ending : "";
    }

    private static String shortened(String stem, int octets) {
        String kept = stem;
        while (octets(kept) > octets) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String ending(String mediaType) {
        return switch (mediaType.toLowerCase(Locale.ROOT)) {
            case "text/html" -> ".html";
            case "text/plain" -> ".txt";
            case "text/xml", "application/xml" -> ".xml";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            case "image/svg+xml" -> ".svg";
            case "application/pdf" -> ".pdf";
            default -> ".bin";
        };
    }
}

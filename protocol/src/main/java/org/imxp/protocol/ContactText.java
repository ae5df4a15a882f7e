package org.imxp.protocol;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What strangers may write to each other before they know each other (docs/contacts.md): nothing that leads elsewhere. */
final class ContactText {
    private static final Pattern ADDRESS = Pattern.compile("\\S@\\S");

    private ContactText() {}

    static void name(String name) {
        line("name", name, ContactEntry.MAX_NAME);
    }

    static void note(String note) {
        line("note", note, ContactRequest.MAX_NOTE);
        // What looks like it counts as it: letters of full width make links in some programs.
        var plain = Normalizer.normalize(note, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (plain.contains("://")
                || plain.contains("www.")
                || ADDRESS.matcher(plain).find()) {
            throw new IllegalArgumentException(
                    "the note \"" + Excerpt.of(note) + "\" has a link or an address in it: allowed are words");
        }
    }

    private static void line(String what, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw new IllegalArgumentException("the " + what + " has " + length + " characters, allowed are " + most);
        }
        if (text.codePoints().anyMatch(ContactText::isNotPlain)) {
            throw new IllegalArgumentException("the " + what
                    + " has characters that break or turn lines, or are no characters: allowed is one line of text");
        }
    }

    /** Half surrogate pairs have no XML. */
    private static boolean isNotPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> isTurning(character);
            default -> false;
        };
    }

    /** Marks that change the direction of what follows. */
    private static boolean isTurning(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}

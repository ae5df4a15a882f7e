package org.imxp.endpoint.keys;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imxp.protocol.Address;

/** The trust book as text. Its last line says how many there are, so that half a file is told. */
final class TrustText {
    private static final String FIRST = "imxp-keys 1";
    private static final String CONTACT = "contact";
    private static final String KEY = "key";
    private static final String END = "end";
    private static final String NEVER = "-";
    private static final String CHOSEN = "chosen";
    private static final String MET = "met";
    private static final int CONTACT_WORDS = 5;
    private static final int KEY_WORDS = 6;

    private TrustText() {}

    static String write(Collection<KnownContact> contacts) {
        var text = new StringBuilder(FIRST).append('\n');
        for (var contact : contacts) {
            line(
                    text,
                    CONTACT,
                    URLEncoder.encode(contact.who().toString(), StandardCharsets.UTF_8),
                    lower(contact.mode()),
                    contact.lookedUp().map(Instant::toString).orElse(NEVER),
                    contact.isChosen() ? CHOSEN : MET);
            for (var key : contact.keys()) {
                line(
                        text,
                        KEY,
                        key.fingerprint(),
                        lower(key.trust()),
                        key.since().toString(),
                        key.isCurrent() ? "current" : "former",
                        key.certificate());
            }
        }
        line(text, END, Integer.toString(contacts.size()));
        return text.toString();
    }

    private static void line(StringBuilder text, String... words) {
        text.append(String.join(" ", words)).append('\n');
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} has written
     */
    static List<KnownContact> read(String text) {
        var lines = text.lines().toList();
        check(lines.size() > 1 && lines.getFirst().equals(FIRST), "it does not begin with \"" + FIRST + "\"");
        var contacts = new ArrayList<KnownContact>();
        for (var line : lines.subList(1, lines.size() - 1)) {
            var words = line.split(" ", -1);
            if (words[0].equals(CONTACT) && isContact(words)) {
                contacts.add(new KnownContact(
                        Address.parse(URLDecoder.decode(words[1], StandardCharsets.UTF_8)),
                        SecurityMode.valueOf(words[2].toUpperCase(Locale.ROOT)),
                        words.length < CONTACT_WORDS || words[4].equals(CHOSEN),
                        words[3].equals(NEVER) ? Optional.empty() : Optional.of(instant(words[3])),
                        List.of()));
            } else {
                check(
                        words[0].equals(KEY) && words.length == KEY_WORDS && !contacts.isEmpty(),
                        "a line is neither of a contact nor of a key");
                contacts.add(with(contacts.removeLast(), key(words)));
            }
        }
        check(lines.getLast().equals(END + " " + contacts.size()), "its end is missing");
        return contacts;
    }

    /** Without the last word in files of before: then it counts as chosen, which keeps it. */
    private static boolean isContact(String... words) {
        return words.length == CONTACT_WORDS - 1
                || (words.length == CONTACT_WORDS && (words[4].equals(CHOSEN) || words[4].equals(MET)));
    }

    private static ContactKey key(String[] words) {
        check(Base64.getDecoder().decode(words[5]).length > 0, "a key is empty");
        return new ContactKey(
                words[1],
                Trust.valueOf(words[2].toUpperCase(Locale.ROOT)),
                instant(words[3]),
                words[4].equals("current"),
                words[5]);
    }

    private static KnownContact with(KnownContact contact, ContactKey key) {
        var keys = new ArrayList<>(contact.keys());
        keys.add(key);
        return new KnownContact(contact.who(), contact.mode(), contact.isChosen(), contact.lookedUp(), keys);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time", e);
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imxp.endpoint.keys.ContactKey;
import org.imxp.endpoint.keys.KnownContact;
import org.imxp.endpoint.keys.ShortWords;

/** Keys as people type and read them. */
final class KeyWords {
    private static final int GROUP = 4;

    private KeyWords() {}

    /** In groups, so that people can compare it. */
    static String grouped(String fingerprint) {
        var text = new StringBuilder();
        for (int i = 0; i < fingerprint.length(); i++) {
            text.append(i > 0 && i % GROUP == 0 ? " " : "").append(fingerprint.charAt(i));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    /** What was typed, with or without spaces, colons, and a scheme before it. */
    static String fingerprint(String typed) {
        var plain =
                typed.toLowerCase(Locale.ROOT).replaceFirst("^openpgp4fpr:", "").replaceAll("[\\s:]", "");
        if (!plain.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw CommandFailure.wrongUsage(
                    VisibleText.line(typed) + " is no fingerprint: 40 or 64 hexadecimal digits are.");
        }
        return plain;
    }

    static String trust(ContactKey key) {
        return switch (key.trust()) {
            case VERIFIED -> "verified";
            case KNOWN -> "known, not verified";
            case CHANGED -> "NOT ACCEPTED: another key than before";
        };
    }

    /** Somebody, with all their keys. */
    static List<String> lines(KnownContact contact) {
        var lines = new ArrayList<String>();
        var who = ShownAddress.of(contact.who());
        lines.add(who + (contact.keys().isEmpty() ? ": no key was found" : "") + ", messages: "
                + contact.mode().name().toLowerCase(Locale.ROOT));
        contact.keys()
                .forEach(key -> lines.add("  " + grouped(key.fingerprint()) + "  " + trust(key) + ", since "
                        + key.since().toString().substring(0, 10) + (key.isCurrent() ? "" : ", not shown any more")));
        return lines;
    }

    /** On lines of four, which are read to each other one by one. */
    static List<String> words(String one, String other) {
        var words = ShortWords.of(one, other);
        var lines = new ArrayList<String>();
        for (int i = 0; i < words.size(); i += GROUP) {
            lines.add("  " + String.join(" ", words.subList(i, Math.min(i + GROUP, words.size()))));
        }
        return lines;
    }

    /** The one key of somebody that is meant where none is named. */
    static ContactKey only(KnownContact contact) {
        var who = ShownAddress.of(contact.who());
        if (contact.keys().isEmpty()) {
            throw CommandFailure.refused(
                    "No key of " + who + " is known: ./imxp key find " + ShellWord.of(who) + " looks for one.");
        }
        var changed = contact.keys().stream().filter(key -> !key.isAccepted()).toList();
        var current = contact.keys().stream().filter(ContactKey::isCurrent).toList();
        var meant = changed.isEmpty() ? (current.isEmpty() ? contact.keys() : current) : changed;
        if (meant.size() > 1) {
            throw CommandFailure.refused(
                    who + " has " + meant.size() + " keys: --fingerprint says which is meant. ./imxp key show "
                            + ShellWord.of(who) + " lists them.");
        }
        return meant.getFirst();
    }
}

package org.imxp.relay.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what somebody meant. */
final class Suggestion {
    /** More changed letters than this make another word. */
    private static final int FAR = 2;

    private Suggestion() {}

    /** The end of a sentence about a wrong key: another that was probably meant, or where all of them are. */
    static String forKey(String key) {
        return nearest(key, Setting.all().stream().map(Setting::key))
                .or(() -> inAnotherSection(key))
                .map(meant -> ": was " + meant + " meant?")
                .orElse(": docs/configuration.md lists all");
    }

    /** The word nearest to a mistaken one, if any is near. */
    static Optional<String> nearest(String mistaken, Stream<String> words) {
        return words.filter(word -> distance(mistaken, word) <= FAR)
                .min(Comparator.comparingInt(word -> distance(mistaken, word)));
    }

    private static Optional<String> inAnotherSection(String key) {
        var name = lastPart(key);
        var names = Setting.all().stream().map(setting -> lastPart(setting.key()));
        return nearest(name, names)
                .flatMap(near -> Setting.all().stream()
                        .map(Setting::key)
                        .filter(other -> lastPart(other).equals(near))
                        .findFirst());
    }

    private static String lastPart(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** How many letters must be added, left out or changed (Levenshtein). */
    private static int distance(String from, String to) {
        if (Math.abs(from.length() - to.length()) > FAR) {
            return FAR + 1;
        }
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

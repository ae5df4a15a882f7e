package org.imxp.endpoint.presence;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A free text, in one language or several: <q>at lunch</q>.
 *
 * @param byLanguage texts of at most {@value #MOST_CHARACTERS} characters by language, such as {@code en} or {@code pt-BR}; an
 *     empty language is one that is not said. At most {@value #MOST_LANGUAGES}
 */
public record Notes(SortedMap<String, String> byLanguage) {
    /** The most characters of a text. */
    public static final int MOST_CHARACTERS = 500;
    /** The most languages. */
    public static final int MOST_LANGUAGES = 8;
    /** No text. */
    public static final Notes NONE = new Notes(Collections.emptySortedMap());

    private static final Pattern LANGUAGE = Pattern.compile("(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?");
    /** Longer than any that means something (RFC 5646 section 4.4.1). */
    private static final int LONGEST_LANGUAGE = 64;

    private static final int REPLACEMENT = 0xFFFD;

    /** Takes what XML cannot carry out of the texts, and leaves out those that say nothing. */
    public Notes {
        var kept = new TreeMap<String, String>();
        byLanguage.forEach((language, text) -> {
            if (!isLanguage(language)) {
                throw new IllegalArgumentException(
                        "\"" + language + "\" is no language: allowed are tags such as en and pt-BR");
            }
            var plain = plain(text);
            if (plain.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "the note has " + plain.length() + " characters: allowed are " + MOST_CHARACTERS);
            }
            if (!plain.isEmpty()) {
                kept.put(language, plain);
            }
        });
        if (kept.size() > MOST_LANGUAGES) {
            throw new IllegalArgumentException(
                    "the note is in " + kept.size() + " languages: allowed are " + MOST_LANGUAGES);
        }
        byLanguage = Collections.unmodifiableSortedMap(kept);
    }

    /**
     * A text whose language is not said.
     *
     * @param text the text
     * @return the note
     * @throws IllegalArgumentException if it is too long
     */
    public static Notes of(String text) {
        return NONE.with("", text);
    }

    /**
     * The same in one more language.
     *
     * @param language such as {@code en}
     * @param text the text
     * @return the note
     * @throws IllegalArgumentException if it is too long, or one too many, or the language is none
     */
    public Notes with(String language, String text) {
        var more = new TreeMap<>(byLanguage);
        more.put(language, text);
        return new Notes(more);
    }

    /**
     * The text for a reader.
     *
     * @param languages that the reader understands, the best first, as {@link Locale.LanguageRange#parse} reads them
     * @return the one that fits best; else that whose language is not said, else any; empty if there is none
     */
    public Optional<String> best(List<Locale.LanguageRange> languages) {
        return Optional.ofNullable(Locale.lookupTag(languages, byLanguage.keySet()))
                .flatMap(this::find)
                .or(() -> find(""))
                .or(() -> byLanguage.values().stream().findFirst());
    }

    /** The tags of a lookup are in lower case. */
    private Optional<String> find(String tag) {
        return byLanguage.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static boolean isLanguage(String tag) {
        // The pattern takes a frame of the stack for each subtag.
        return tag.length() <= LONGEST_LANGUAGE && LANGUAGE.matcher(tag).matches();
    }

    /** As many characters as are allowed. */
    static String shortened(String text) {
        var plain = plain(text);
        int end = Math.min(plain.length(), MOST_CHARACTERS);
        boolean isSplit = end < plain.length() && Character.isHighSurrogate(plain.charAt(end - 1));
        return plain.substring(0, isSplit ? end - 1 : end);
    }

    /** Line ends are those of XML, and what XML cannot carry becomes U+FFFD. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .map(c -> isCarried(c) ? c : REPLACEMENT)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    private static boolean isCarried(int c) {
        return c == '\n'
                || c == '\t'
                || (Character.getType(c) != Character.CONTROL
                        && Character.getType(c) != Character.SURROGATE
                        && c != 0xFFFE
                        && c != 0xFFFF);
    }
}

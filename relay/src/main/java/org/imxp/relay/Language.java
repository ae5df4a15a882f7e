package org.imxp.relay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language in which the relay can speak to people (RFC 3340 section 5, requirement CORE-40). */
enum Language {
    ENGLISH("en"),
    GERMAN("de");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    /**
     * The language that suits best what is wanted: {@code de-CH} is served with {@code de}.
     *
     * @param wanted language tags, best first
     * @return empty if none of them can be served
     */
    static Optional<Language> of(List<String> wanted) {
        for (var range : wanted) {
            var lower = range.toLowerCase(Locale.ROOT);
            for (var language : values()) {
                if (lower.equals(language.tag) || lower.startsWith(language.tag + "-")) {
                    return Optional.of(language);
                }
            }
        }
        return Optional.empty();
    }
}

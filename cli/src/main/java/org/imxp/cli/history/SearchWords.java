package org.imxp.cli.history;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people type to search, as a query of FTS5: every word and every "phrase" becomes a string, so none is syntax. */
final class SearchWords {
    private static final Pattern PHRASE_OR_WORD = Pattern.compile("\"([^\"]*)\"?|([^\\s\"]+)");

    private SearchWords() {}

    /** The query; empty if nothing is typed that could be found. */
    static Optional<String> query(String typed) {
        var strings = new ArrayList<String>();
        // NUL would end the query in SQLite, and a lone surrogate is no character.
        var clean = typed.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var matcher = PHRASE_OR_WORD.matcher(clean);
        while (matcher.find()) {
            var phrase = matcher.group(1);
            var string = phrase == null ? matcher.group(2) : phrase;
            // A string without a letter or digit has no token: in FTS5 it matches nothing, and so would the whole.
            if (string.codePoints().anyMatch(Character::isLetterOrDigit)) {
                strings.add("\"" + string + "\"");
            }
        }
        return strings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", strings));
    }
}

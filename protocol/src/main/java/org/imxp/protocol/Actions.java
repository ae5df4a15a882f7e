package org.imxp.protocol;

import java.util.List;

/**
 * What an access entry grants, or what somebody asks about (RFC 3341 section 3, requirement ACC-3).
 *
 * @param tokens one or more, each {@code service:operation}: {@code all} for the service means all services; for the
 *     operation {@code all} means all, and {@code none} none
 */
public record Actions(List<String> tokens) {
    /** Everything: {@code all:all}. */
    public static final Actions ALL = new Actions(List.of("all:all"));
    /** Nothing: {@code all:none}. */
    public static final Actions NONE = new Actions(List.of("all:none"));

    private static final String ANY = "all";
    private static final String NOTHING = "none";

    /** Refuses what are not actions, and none at all. */
    public Actions {
        tokens = List.copyOf(tokens);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("there are no actions: allowed are one or more, such as core:data");
        }
        tokens.forEach(Actions::colon);
    }

    /**
     * Some actions.
     *
     * @param tokens one or more, each {@code service:operation}
     * @return the actions
     * @throws IllegalArgumentException if one is not of that form
     */
    public static Actions of(String... tokens) {
        return new Actions(List.of(tokens));
    }

    /**
     * Reads the attribute of an entry or a query.
     *
     * @param text tokens with white space between them
     * @return the actions
     * @throws ProtocolException 501 if there is none, or one is not {@code service:operation}
     */
    public static Actions parse(String text) {
        try {
            return new Actions(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Whether one of these grants an action.
     *
     * @param action {@code service:operation}
     * @return false also for {@code service:none}, which is the name of nothing
     * @throws IllegalArgumentException if it is not of that form
     */
    public boolean grant(String action) {
        int asked = colon(action);
        for (var token : tokens) {
            int granted = token.indexOf(':');
            if (matches(token, 0, granted, action, 0, asked)
                    && matches(token, granted + 1, token.length(), action, asked + 1, action.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether these grant all of others.
     *
     * @param asked the others
     * @return true if each of them is granted
     */
    public boolean grantAll(Actions asked) {
        return asked.tokens.stream().allMatch(this::grant);
    }

    /**
     * The operations of a service that these name, beside what {@code all} grants.
     *
     * @param service such as {@code presence}
     * @return such as {@code subscribe}; may be empty
     */
    public List<String> operations(String service) {
        var prefix = service + ":";
        return tokens.stream()
                .filter(token -> token.startsWith(prefix))
                .map(token -> token.substring(prefix.length()))
                .toList();
    }

    /** Compares a half of each without taking them out: this is asked for every message. */
    private static boolean matches(String granted, int from, int to, String asked, int askedFrom, int askedTo) {
        boolean same = to - from == askedTo - askedFrom && granted.regionMatches(from, asked, askedFrom, to - from);
        return (same || is(granted, from, to, ANY))
                && !is(granted, from, to, NOTHING)
                && !is(asked, askedFrom, askedTo, NOTHING);
    }

    private static boolean is(String text, int from, int to, String word) {
        return to - from == word.length() && text.startsWith(word, from);
    }

    private static int colon(String token) {
        int colon = token.indexOf(':');
        if (colon < 1
                || colon != token.lastIndexOf(':')
                || colon == token.length() - 1
                || !XmlSyntax.isNmtoken(token)) {
            throw new IllegalArgumentException(
                    "action \"" + Excerpt.of(token) + "\" is not allowed: SERVICE:OPERATION, such as core:data");
        }
        return colon;
    }

    /** The text of the attribute. */
    @Override
    public String toString() {
        return String.join(" ", tokens);
    }
}

package org.imxp.relay.access;

import java.util.List;

/**
 * What an entry grants (requirement ACC-3).
 *
 * @param tokens {@code service:operation} each
 */
record Actions(List<String> tokens) {
    static final Actions ALL = new Actions(List.of("all:all"));
    static final Actions NONE = new Actions(List.of("all:none"));
    static final Actions CORE_DATA = new Actions(List.of(AccessDecisions.CORE_DATA));

    private static final String ANY = "all";

    Actions {
        tokens = List.copyOf(tokens);
        tokens.forEach(Actions::colon);
    }

    boolean grant(String action) {
        int asked = colon(action);
        for (var token : tokens) {
            int granted = colon(token);
            if (matches(token.substring(0, granted), action.substring(0, asked))
                    && matches(token.substring(granted + 1), action.substring(asked + 1))) {
                return true;
            }
        }
        return false;
    }

    /** {@code none} is the name of no operation that anybody asks for. */
    private static boolean matches(String granted, String asked) {
        return (granted.equals(ANY) || granted.equals(asked)) && !granted.equals("none");
    }

    private static int colon(String token) {
        int colon = token.indexOf(':');
        if (colon < 1 || colon != token.lastIndexOf(':') || colon == token.length() - 1) {
            throw new IllegalArgumentException(
                    "action \"" + token + "\" is not allowed: SERVICE:OPERATION, such as core:data");
        }
        return colon;
    }
}

package org.imxp.protocol;

import java.util.regex.Pattern;

/** URI of the DTDs: what is only handed on is not taken apart (requirement CORE-12). */
final class UriText {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");

    private UriText() {}

    /** Refuses what does not begin with a scheme. */
    static void check(String name, String uri) {
        if (!ABSOLUTE.matcher(uri).matches() || !isPlain(uri)) {
            throw new IllegalArgumentException(name + " is \"" + Excerpt.of(uri) + "\": allowed are absolute URIs");
        }
    }

    /** Refuses what could not stand in a URI reference. */
    static void checkOrEmpty(String name, String uri) {
        if (!isPlain(uri)) {
            throw new IllegalArgumentException(
                    name + " is \"" + Excerpt.of(uri) + "\": allowed are URIs, without white space and controls");
        }
    }

    private static boolean isPlain(String uri) {
        return XmlSyntax.isText(uri)
                && uri.codePoints()
                        .noneMatch(c -> Character.isWhitespace(c) || Character.getType(c) == Character.CONTROL);
    }
}

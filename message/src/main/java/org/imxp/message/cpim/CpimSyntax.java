package org.imxp.message.cpim;

/** Finds the ends of things in a header (RFC 3862 section 3.6), without recursion: a line may be as long as it likes. */
final class CpimSyntax {
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} ";

    private CpimSyntax() {}

    static boolean isTokenCharacter(char c) {
        return c > ' ' && c != 0x7F && SEPARATORS.indexOf(c) < 0;
    }

    /** Whether this is words, with one space between two. */
    static boolean areTokens(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean between = text.charAt(i) == ' ' && i > 0 && i + 1 < text.length() && text.charAt(i - 1) != ' ';
            if (!between && !isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Behind the quote that ends the string which begins here, or -1. */
    static int stringEnd(String text, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** Behind the parameters that begin here, of which there may be none, or -1 if one is none. */
    static int parametersEnd(String text, int from) {
        int at = from;
        while (at >= 0 && at < text.length() && text.charAt(at) == ';') {
            int equals = text.indexOf('=', at);
            if (equals < 0 || !CpimHeader.isName(text.substring(at + 1, equals))) {
                return -1;
            }
            at = valueEnd(text, equals + 1);
        }
        return at;
    }

    private static int valueEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            return stringEnd(text, from);
        }
        int at = from;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return at == from ? -1 : at;
    }
}

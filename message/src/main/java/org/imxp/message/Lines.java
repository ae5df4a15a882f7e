package org.imxp.message;

/** Line ends: LF within values, CRLF on the wire, and none in a header value. */
final class Lines {
    private Lines() {}

    /** CRLF and CR as LF, which is also what an XML parser makes of them. */
    static String lf(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The LFs of a value as the CRLFs of MIME. */
    static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    /** A header value on one line: each line end, with the white space about it, is one space; none at the ends. */
    static String unfold(String value) {
        StringBuilder line = new StringBuilder(value.length());
        boolean folded = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r') {
                dropTrailingBlanks(line);
                folded = true;
            } else if (!isBlank(c) || (!folded && !line.isEmpty())) {
                if (folded && !line.isEmpty()) {
                    line.append(' ');
                }
                folded = false;
                line.append(c);
            }
        }
        dropTrailingBlanks(line);
        return line.toString();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static void dropTrailingBlanks(StringBuilder line) {
        int end = line.length();
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        line.setLength(end);
    }
}

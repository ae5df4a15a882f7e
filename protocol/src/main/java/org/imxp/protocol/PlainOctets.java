package org.imxp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What octets are, in the UTF-8 of a document that is plain. A position of -1 says that it is not. */
final class PlainOctets {
    static final byte[] XML = ascii("xml");
    static final byte[] XMLNS = ascii("xmlns");
    static final byte[] XML_LANG = ascii("xml:lang");
    static final byte[] XML_SPACE = ascii("xml:space");

    /** The namespaces that XML keeps for itself begin so; those are for the parser to judge. */
    private static final byte[] OF_XML = ascii("http://www.w3.org/");

    private static final byte[][] REFERENCES = {
        ascii("&amp;"), ascii("&lt;"), ascii("&gt;"), ascii("&quot;"), ascii("&apos;")
    };
    private static final byte[] CDATA_END = ascii("]]>");

    private PlainOctets() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    /** Where the white space ends that may begin here. */
    static int space(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && isSpace(octets[at])) {
            at++;
        }
        return at;
    }

    static boolean same(byte[] octets, int one, int other, int length) {
        return one + length <= octets.length
                && other + length <= octets.length
                && Arrays.equals(octets, one, one + length, octets, other, other + length);
    }

    static boolean startsWith(byte[] octets, int from, int to, byte[] text) {
        return from + text.length <= to && Arrays.equals(octets, from, from + text.length, text, 0, text.length);
    }

    static boolean is(byte[] octets, int from, int to, byte[] text) {
        return to - from == text.length && startsWith(octets, from, to, text);
    }

    /** Where a name of ASCII ends that begins here, with a prefix or without. */
    static int name(byte[] octets, int from, int to) {
        int at = from;
        boolean prefixed = false;
        boolean begins = true;
        while (at < to) {
            byte octet = octets[at];
            if (isLetter(octet) || (!begins && isFurther(octet))) {
                begins = false;
            } else if (octet == ':' && !begins && !prefixed) {
                prefixed = true;
                begins = true;
            } else {
                break;
            }
            at++;
        }
        return begins ? -1 : at;
    }

    private static boolean isLetter(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || octet == '_';
    }

    private static boolean isFurther(byte octet) {
        return (octet >= '0' && octet <= '9') || octet == '-' || octet == '.';
    }

    static int colon(byte[] octets, int from, int to) {
        for (int at = from; at < to; at++) {
            if (octets[at] == ':') {
                return at;
            }
        }
        return -1;
    }

    /** Where the quote is that ends the value of an attribute, whose sign of equality is here. */
    static int quoted(byte[] octets, int equality, int to) {
        if (equality + 2 >= to || octets[equality] != '=') {
            return -1;
        }
        byte quote = octets[equality + 1];
        if (quote != '"' && quote != '\'') {
            return -1;
        }
        int at = equality + 2;
        while (at < to && octets[at] != quote) {
            int next = octets[at] == '<' ? -1 : character(octets, at, to);
            if (next < 0) {
                return -1;
            }
            at = next;
        }
        return at < to ? at : -1;
    }

    /** Where text ends that begins here: at markup, at the end, or where it is not plain. */
    static int text(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && octets[at] != '<') {
            boolean closes = octets[at] == ']' && startsWith(octets, at, to, CDATA_END);
            int next = closes ? -1 : character(octets, at, to);
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Behind a character, or a reference to one, that XML allows. */
    private static int character(byte[] octets, int at, int to) {
        byte octet = octets[at];
        if (octet == '&') {
            return reference(octets, at, to);
        }
        if (octet >= ' ' || isSpace(octet)) {
            return at + 1;
        }
        return octet >= 0 ? -1 : Utf8.characterEnd(octets, at, to);
    }

    private static int reference(byte[] octets, int at, int to) {
        for (var reference : REFERENCES) {
            if (startsWith(octets, at, to, reference)) {
                return at + reference.length;
            }
        }
        return -1;
    }

    /** Whether a namespace may be bound to any prefix. */
    static boolean isOrdinaryNamespace(byte[] octets, int from, int to) {
        return from < to && !startsWith(octets, from, to, OF_XML);
    }
}

package org.imxp.protocol;

/** Characters of more than one octet (RFC 3629 section 4) that XML allows. */
final class Utf8 {
    private Utf8() {}

    /** Behind the character that begins here, or -1 if there is none, or one that no document can carry. */
    static int characterEnd(byte[] octets, int at, int to) {
        int first = octets[at] & 0xFF;
        int length = length(first);
        if (length == 0 || at + length > to) {
            return -1;
        }
        int second = octets[at + 1] & 0xFF;
        if (second < leastSecond(first) || second > mostSecond(first)) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if ((octets[at + i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        // U+FFFE and U+FFFF (XML 1.0 section 2.2).
        boolean none = first == 0xEF && second == 0xBF && (octets[at + 2] & 0xFF) >= 0xBE;
        return none ? -1 : at + length;
    }

    private static int length(int first) {
        if (first >= 0xC2 && first <= 0xDF) {
            return 2;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return 3;
        }
        return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    }

    private static int leastSecond(int first) {
        return switch (first) {
            case 0xE0 -> 0xA0;
            case 0xF0 -> 0x90;
            default -> 0x80;
        };
    }

    private static int mostSecond(int first) {
        return switch (first) {
            case 0xED -> 0x9F;
            case 0xF4 -> 0x8F;
            default -> 0xBF;
        };
    }
}

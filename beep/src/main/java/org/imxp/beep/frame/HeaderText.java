package org.imxp.beep.frame;

/** Writes the fields of a header line. */
final class HeaderText {
    private HeaderText() {}

    /** Writes a space and a number; returns the position behind it. */
    static int number(long value, byte[] octets, int position) {
        var at = position;
        octets[at++] = ' ';
        var digits = digits(value);
        var rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    private static int digits(long value) {
        var digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes CRLF; returns the position behind it. */
    static int end(byte[] octets, int position) {
        octets[position] = '\r';
        octets[position + 1] = '\n';
        return position + 2;
    }
}

package org.imxp.beep.fuzz;

import java.util.Arrays;
import java.util.List;

/** Octets taken as choices, from the front; when they are used up, each choice is the first one. */
final class Choices {
    private final byte[] octets;
    private int position;

    Choices(byte[] octets) {
        this.octets = octets;
    }

    boolean isEmpty() {
        return position == octets.length;
    }

    int octet() {
        return isEmpty() ? 0 : octets[position++] & 0xFF;
    }

    int number() {
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    <T> T of(List<T> some) {
        return some.get(octet() % some.size());
    }

    /** True for 15 octets of 16. */
    boolean mostly() {
        return octet() < 0xF0;
    }

    byte[] octets(int most) {
        var from = position;
        position = Math.min(octets.length, position + most);
        return Arrays.copyOfRange(octets, from, position);
    }
}

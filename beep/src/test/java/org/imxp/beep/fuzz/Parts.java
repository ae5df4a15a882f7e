package org.imxp.beep.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The form of the inputs that are more than one string of octets: a first octet of choices, and parts with the octet 0xFF
 * between them, which UTF-8 does not have.
 *
 * @param choices the first octet, 0 if there is none
 * @param all the parts, at least one
 */
record Parts(int choices, List<byte[]> all) {
    private static final byte BETWEEN = (byte) 0xFF;

    static Parts of(byte[] input) {
        if (input.length == 0) {
            return new Parts(0, List.of(input));
        }
        var parts = new ArrayList<byte[]>();
        var from = 1;
        for (int i = 1; i < input.length; i++) {
            if (input[i] == BETWEEN) {
                parts.add(Arrays.copyOfRange(input, from, i));
                from = i + 1;
            }
        }
        parts.add(Arrays.copyOfRange(input, from, input.length));
        return new Parts(input[0] & 0xFF, parts);
    }

    boolean chosen(int bit) {
        return (choices >> bit & 1) != 0;
    }
}

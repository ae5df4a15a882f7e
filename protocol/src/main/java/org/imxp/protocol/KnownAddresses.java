package org.imxp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that were read lately, by their octets: most messages name endpoints that others named before. A fixed number; one
 * takes the place of another. Threads may see an old one or none, never half of one, since all in it is final.
 */
final class KnownAddresses {
    private static final int SLOTS = 1024;
    private static final int MOST_OCTETS = 64;

    private static final class Known {
        private final byte[] text;
        private final Address address;

        Known(byte[] text, Address address) {
            this.text = text;
            this.address = address;
        }
    }

    private final @Nullable Known[] slots = new Known[SLOTS];

    /**
     * Reads an address of ASCII.
     *
     * @throws ProtocolException as {@link Address#parse}
     */
    Address parse(byte[] octets, int from, int to) {
        if (to - from > MOST_OCTETS) {
            return Address.parse(text(octets, from, to));
        }
        int slot = slot(octets, from, to);
        var known = slots[slot];
        if (known != null && Arrays.equals(known.text, 0, known.text.length, octets, from, to)) {
            return known.address;
        }
        var address = Address.parse(text(octets, from, to));
        slots[slot] = new Known(Arrays.copyOfRange(octets, from, to), address);
        return address;
    }

    private static String text(byte[] octets, int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int slot(byte[] octets, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + octets[i];
        }
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}

package org.imxp.relay.store;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Octets that nobody should see: a value that copies what goes in and out, compares in constant time and shows only its
 * length.
 */
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Keeps a copy.
     *
     * @param octets any number
     * @return the value
     */
    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    /**
     * The octets.
     *
     * @return a copy
     */
    public byte[] copy() {
        return octets.clone();
    }

    /**
     * How many there are.
     *
     * @return zero or more
     */
    public int length() {
        return octets.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}

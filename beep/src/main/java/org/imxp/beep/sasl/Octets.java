package org.imxp.beep.sasl;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** A secret, or what was made of one: octets that do not change, are never printed, and compare in constant time. */
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Copies octets.
     *
     * @param octets any number of them
     * @return the copy
     */
    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    /**
     * Draws fresh octets.
     *
     * @param length how many
     * @param random where from
     * @return the octets
     */
    public static Octets random(int length, SecureRandom random) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return new Octets(octets);
    }

    /**
     * What the store writes.
     *
     * @return a copy of the octets
     */
    public byte[] toByteArray() {
        return octets.clone();
    }

    /**
     * How many.
     *
     * @return the number of octets
     */
    public int length() {
        return octets.length;
    }

    /** The octets themselves, for reading only. */
    byte[] shared() {
        return octets;
    }

    boolean matches(byte[] other) {
        return MessageDigest.isEqual(octets, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && matches(that.octets);
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

package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** Octets that may be secret: they do not change, are never printed, and compare in constant time. */
public final class Octets {
    /** None. */
    public static final Octets EMPTY = new Octets(new byte[0]);

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

    /** The octets of a text in UTF-8. */
    static Octets ofText(String text) {
        return new Octets(text.getBytes(UTF_8));
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

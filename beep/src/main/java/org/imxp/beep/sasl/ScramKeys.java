package org.imxp.beep.sasl;

/**
 * What SCRAM keeps of a password (RFC 5802 section 3). With it a server can verify a client, and nobody can log in.
 *
 * @param salt {@code s}, 1 to {@value #MAX_SALT_LENGTH} octets
 * @param iterations {@code i}, {@value #MIN_ITERATIONS} to {@value #MAX_ITERATIONS}
 * @param storedKey {@code H(ClientKey)}
 * @param serverKey what the server proves itself with
 */
public record ScramKeys(Octets salt, int iterations, Octets storedKey, Octets serverKey) {
    /** Iterations of new keys. */
    public static final int DEFAULT_ITERATIONS = 10_000;
    /** RFC 7677 section 4. */
    public static final int MIN_ITERATIONS = 4096;
    /** What a client accepts at most: beyond, a server could make it work for minutes (RFC 5802 section 9). */
    public static final int MAX_ITERATIONS = 1_000_000;
    /** Octets of a new salt. */
    public static final int SALT_LENGTH = 16;
    /** Octets of the longest salt. */
    public static final int MAX_SALT_LENGTH = 256;

    /** Checks the ranges. */
    public ScramKeys {
        checkSalt(salt);
        checkIterations(iterations);
        if (storedKey.length() != serverKey.length()) {
            throw new IllegalArgumentException("storedKey has " + storedKey.length() + " octets, serverKey "
                    + serverKey.length() + "; both are of one hash");
        }
    }

    /**
     * Derives the keys of a password. Takes milliseconds of work on purpose.
     *
     * @param hash SHA-256, except for accounts of old
     * @param password prepared by RFC 4013 first; not kept
     * @param salt see {@link #salt()}
     * @param iterations see {@link #iterations()}
     * @return the keys
     * @throws IllegalArgumentException if a value is out of its range, or the password is empty or has characters that RFC 4013
     *     forbids
     */
    public static ScramKeys derive(ScramHash hash, char[] password, Octets salt, int iterations) {
        checkSalt(salt);
        checkIterations(iterations);
        var prepared = SaslPrep.preparePassword(password)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the password is empty or has characters that RFC 4013 forbids, such as control characters"));
        return ScramArithmetic.keys(hash, prepared, salt, iterations);
    }

    private static void checkSalt(Octets salt) {
        if (salt.length() < 1 || salt.length() > MAX_SALT_LENGTH) {
            throw new IllegalArgumentException(
                    "the salt has " + salt.length() + " octets; 1 to " + MAX_SALT_LENGTH + " are allowed");
        }
    }

    private static void checkIterations(int iterations) {
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations is " + iterations + "; " + MIN_ITERATIONS + " to " + MAX_ITERATIONS + " are allowed");
        }
    }
}

package org.imxp.relay.store;

/**
 * What is kept instead of a password: enough to check SCRAM-SHA-256 (BEEP-71) and DIGEST-MD5 (BEEP-65), not to know it.
 * Equal by value; its text shows no secret.
 *
 * @param scram for SCRAM-SHA-256
 * @param digestMd5 for DIGEST-MD5
 */
public record Credentials(Scram scram, DigestMd5 digestMd5) {
    /** The fewest SCRAM iterations (RFC 7677 section 4). */
    public static final int MIN_ITERATIONS = 4_096;

    /** The most SCRAM iterations; clients give up above it (BEEP-71). */
    public static final int MAX_ITERATIONS = 1_000_000;

    /**
     * What SCRAM-SHA-256 needs (RFC 5802 section 3).
     *
     * @param salt 8 to 64 octets
     * @param iterations {@value #MIN_ITERATIONS} to {@value #MAX_ITERATIONS}
     * @param storedKey 32 octets
     * @param serverKey 32 octets
     */
    public record Scram(Octets salt, int iterations, Octets storedKey, Octets serverKey) {
        /**
         * Checks the sizes.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Scram {
            check("SCRAM salt octets", salt.length(), 8, 64);
            check("SCRAM iterations", iterations, MIN_ITERATIONS, MAX_ITERATIONS);
            check("SCRAM StoredKey octets", storedKey.length(), 32, 32);
            check("SCRAM ServerKey octets", serverKey.length(), 32, 32);
        }
    }

    /**
     * What DIGEST-MD5 needs: H(username:realm:password), with the domain as realm (RFC 2831 section 2.1.2.1).
     *
     * @param whole with the whole endpoint as user name, 16 octets
     * @param local with the local part alone as user name, 16 octets
     */
    public record DigestMd5(Octets whole, Octets local) {
        /**
         * Checks the sizes.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public DigestMd5 {
            check("DIGEST-MD5 octets for the whole endpoint", whole.length(), 16, 16);
            check("DIGEST-MD5 octets for the local part", local.length(), 16, 16);
        }
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            var allowed = least == most ? least + " are needed" : least + " to " + most + " are allowed";
            throw new IllegalArgumentException(value + " " + what + ": " + allowed);
        }
    }
}

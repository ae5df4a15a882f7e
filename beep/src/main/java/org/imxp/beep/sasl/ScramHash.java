package org.imxp.beep.sasl;

/** The hash functions that SCRAM is built on; a mechanism's name is {@code SCRAM-} and the hash's, and {@code -PLUS}. */
public enum ScramHash {
    /** RFC 5802; for peers that know no better. */
    SHA_1("SHA-1", "HmacSHA1", 20),
    /** RFC 7677. */
    SHA_256("SHA-256", "HmacSHA256", 32);

    /** The end of a mechanism's name that binds the channel. */
    static final String PLUS = "-PLUS";

    private final String digest;
    private final String hmac;
    private final int length;

    ScramHash(String digest, String hmac, int length) {
        this.digest = digest;
        this.hmac = hmac;
        this.length = length;
    }

    /**
     * The name of the mechanism that binds no channel.
     *
     * @return such as {@code SCRAM-SHA-256}
     */
    public String mechanism() {
        return "SCRAM-" + digest;
    }

    String digest() {
        return digest;
    }

    String hmac() {
        return hmac;
    }

    /** Octets of a hash. */
    int length() {
        return length;
    }
}

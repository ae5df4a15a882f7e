package org.imxp.beep.sasl;

import java.util.Arrays;
import java.util.Optional;

/** The mechanisms, the strongest first. */
public enum SaslMechanism {
    /** RFC 7677. */
    SCRAM_SHA_256("SCRAM-SHA-256"),
    /** RFC 2831, obsoleted by RFC 6331; required by the drafts of IMXP. */
    DIGEST_MD5("DIGEST-MD5"),
    /** RFC 4616; inside TLS only. */
    PLAIN("PLAIN");

    private final String registeredName;

    SaslMechanism(String registeredName) {
        this.registeredName = registeredName;
    }

    /**
     * Finds a mechanism.
     *
     * @param name a registered name, in upper case as RFC 4422 has it
     * @return the mechanism, or nothing when it is none of ours
     */
    public static Optional<SaslMechanism> named(String name) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.registeredName.equals(name))
                .findFirst();
    }

    /**
     * The name in the registry of SASL mechanisms.
     *
     * @return such as {@code SCRAM-SHA-256}
     */
    public String registeredName() {
        return registeredName;
    }

    /**
     * The profile that a channel is started with (RFC 3080 section 4.1).
     *
     * @return the profile's URI
     */
    public String profileUri() {
        return "http://iana.org/beep/SASL/" + registeredName;
    }
}

package org.imxp.beep.sasl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mechanisms, the strongest first. */
public enum SaslMechanism {
    /** RFC 7677, bound to the TLS session that it runs in (RFC 5802 section 6, RFC 9266). */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
    /** RFC 7677. */
    SCRAM_SHA_256("SCRAM-SHA-256"),
    /** RFC 5802, bound to the TLS session that it runs in; for accounts that have keys of SHA-1. */
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS"),
    /** RFC 5802; for accounts that have keys of SHA-1. */
    SCRAM_SHA_1("SCRAM-SHA-1"),
    /** RFC 4422 appendix A; by the peer's certificate, inside TLS only. An initiator has to ask for it by name. */
    EXTERNAL("EXTERNAL"),
    /** RFC 2831, obsoleted by RFC 6331; required by the drafts of IMXP. */
    DIGEST_MD5("DIGEST-MD5"),
    /** RFC 4616; inside TLS only. */
    PLAIN("PLAIN"),
    /** RFC 4505; proves nothing. An initiator has to ask for it by name. */
    ANONYMOUS("ANONYMOUS");

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
     * The mechanisms that a name and a password are enough for.
     *
     * @return all but {@link #EXTERNAL} and {@link #ANONYMOUS}, the strongest first
     */
    public static List<SaslMechanism> byPassword() {
        return Arrays.stream(values()).filter(SaslMechanism::takesPassword).toList();
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

    /**
     * Whether it proves that somebody knows a password.
     *
     * @return false for {@link #EXTERNAL} and {@link #ANONYMOUS}
     */
    public boolean takesPassword() {
        return switch (this) {
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256, SCRAM_SHA_1_PLUS, SCRAM_SHA_1, DIGEST_MD5, PLAIN -> true;
            case EXTERNAL, ANONYMOUS -> false;
        };
    }

    /**
     * Whether it binds the TLS session.
     *
     * @return true for the {@code -PLUS} mechanisms
     */
    public boolean bindsChannel() {
        return this == SCRAM_SHA_256_PLUS || this == SCRAM_SHA_1_PLUS;
    }

    /**
     * What a session has to have for the mechanism to make sense in it.
     *
     * @param context the session
     * @return whether it can be offered there
     */
    public boolean fits(SaslContext context) {
        return switch (this) {
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS -> context.exporter().isPresent();
            case EXTERNAL -> context.certificate().isPresent();
            case PLAIN -> context.secured();
            case SCRAM_SHA_256, SCRAM_SHA_1, DIGEST_MD5, ANONYMOUS -> true;
        };
    }

    /**
     * The mechanism that does the same and binds the TLS session too.
     *
     * @return the {@code -PLUS} mechanism; nothing where there is none, and for a {@code -PLUS} mechanism itself
     */
    public Optional<SaslMechanism> binding() {
        return switch (this) {
            case SCRAM_SHA_256 -> Optional.of(SCRAM_SHA_256_PLUS);
            case SCRAM_SHA_1 -> Optional.of(SCRAM_SHA_1_PLUS);
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, EXTERNAL, DIGEST_MD5, PLAIN, ANONYMOUS -> Optional.empty();
        };
    }
}

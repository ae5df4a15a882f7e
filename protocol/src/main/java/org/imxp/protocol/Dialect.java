package org.imxp.protocol;

import java.util.Optional;

/**
 * One of the two spellings of the protocol on the wire; the profile of a channel fixes it (requirements WIRE-1 to WIRE-7).
 *
 * <p>Values are canonical in {@link #APEX}; a dialect matters only where XML or addresses are read or written.
 */
public enum Dialect {
    /** Instant messaging exchange protocol, the drafts of 2000: {@code imxp=report}, {@code seeNoEvil}. */
    IMXP("imxp", "seeNoEvil"),
    /** Application exchange, RFC 3340: {@code apex=report}, {@code mustUnderstand}. */
    APEX("apex", "mustUnderstand");

    private final String scheme;
    private final String flag;

    Dialect(String scheme, String flag) {
        this.scheme = scheme;
        this.flag = flag;
    }

    /**
     * The URI of the BEEP profile (RFC 3340 section 8.1).
     *
     * @return for example {@code http://iana.org/beep/APEX}
     */
    public String profileUri() {
        return "http://iana.org/beep/" + name();
    }

    /**
     * The other URI under which a peer may ask for the profile.
     *
     * @return for example {@code http://xml.resource.org/profiles/APEX}
     */
    public String profileAlias() {
        return "http://xml.resource.org/profiles/" + name();
    }

    /**
     * What local parts of services start with (RFC 3340 section 2.2).
     *
     * @return {@code imxp=} or {@code apex=}
     */
    public String servicePrefix() {
        return scheme + "=";
    }

    /**
     * The scheme of this dialect's addresses as URIs.
     *
     * @return {@code imxp} or {@code apex}
     */
    public String uriScheme() {
        return scheme;
    }

    /** The attribute of an option that says what a relay does that does not know the option. */
    String optionFlag() {
        return flag;
    }

    /** What the flag's value is when the option must be understood: seeNoEvil is the opposite of mustUnderstand. */
    boolean flagValue(boolean mustUnderstand) {
        return switch (this) {
            case IMXP -> !mustUnderstand;
            case APEX -> mustUnderstand;
        };
    }

    /** The other one. */
    Dialect other() {
        return switch (this) {
            case IMXP -> APEX;
            case APEX -> IMXP;
        };
    }

    /**
     * The dialect that a profile URI, or its alias, stands for.
     *
     * @param uri the URI as it was offered
     * @return the dialect, or empty when the URI is none of ours
     */
    public static Optional<Dialect> ofProfile(String uri) {
        for (var dialect : values()) {
            if (uri.equals(dialect.profileUri()) || uri.equals(dialect.profileAlias())) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }
}

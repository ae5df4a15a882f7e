package org.imxp.beep;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a peer brings to its sessions.
 *
 * @param profiles the profiles that it serves, besides tuning
 * @param tls whether sessions may, or must, be encrypted
 * @param authentication how peers authenticate to this side, if they do
 * @param serverNames the server names that are served; a start for another gets 553
 * @param limits the bounds
 * @param trace who reads along, if anybody
 */
public record SessionSettings(
        List<Profile> profiles,
        TlsPolicy tls,
        Optional<Authentication> authentication,
        Predicate<String> serverNames,
        SessionLimits limits,
        Optional<WireTrace> trace) {
    /** Copies the list. */
    public SessionSettings {
        profiles = List.copyOf(profiles);
    }

    /**
     * Settings of a peer that serves profiles to anybody, unencrypted.
     *
     * @param profiles the profiles
     * @return the settings
     */
    public static SessionSettings serving(Profile... profiles) {
        return new SessionSettings(
                List.of(profiles),
                TlsPolicy.OFF,
                Optional.empty(),
                name -> true,
                SessionLimits.defaults(),
                Optional.empty());
    }

    /**
     * The same with another TLS policy.
     *
     * @param policy the policy
     * @return the settings
     */
    public SessionSettings withTls(TlsPolicy policy) {
        return new SessionSettings(profiles, policy, authentication, serverNames, limits, trace);
    }

    /**
     * The same with authentication.
     *
     * @param how how peers authenticate
     * @return the settings
     */
    public SessionSettings withAuthentication(Authentication how) {
        return new SessionSettings(profiles, tls, Optional.of(how), serverNames, limits, trace);
    }

    /**
     * The same with other bounds.
     *
     * @param bounds the bounds
     * @return the settings
     */
    public SessionSettings withLimits(SessionLimits bounds) {
        return new SessionSettings(profiles, tls, authentication, serverNames, bounds, trace);
    }

    /**
     * The same with a choice of server names.
     *
     * @param names the names that are served
     * @return the settings
     */
    public SessionSettings withServerNames(Predicate<String> names) {
        return new SessionSettings(profiles, tls, authentication, names, limits, trace);
    }

    /**
     * The same with somebody who reads along.
     *
     * @param reader who
     * @return the settings
     */
    public SessionSettings withTrace(WireTrace reader) {
        return new SessionSettings(profiles, tls, authentication, serverNames, limits, Optional.of(reader));
    }
}

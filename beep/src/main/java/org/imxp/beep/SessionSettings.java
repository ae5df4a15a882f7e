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
 * @param features optional features that the greeting names; unregistered ones begin with {@code x-} (RFC 3080 section
 *     5.2)
 * @param localize the languages wanted in the peer's diagnostics, best first (RFC 5646); empty for no preference
 * @param liveness how the session finds out that its peer is gone; empty, the default, to wait until the network tells
 */
public record SessionSettings(
        List<Profile> profiles,
        TlsPolicy tls,
        Optional<Authentication> authentication,
        Predicate<String> serverNames,
        SessionLimits limits,
        Optional<WireTrace> trace,
        List<String> features,
        List<String> localize,
        Optional<Liveness> liveness) {
    /** Copies the lists and checks that features and languages are tokens. */
    public SessionSettings {
        profiles = List.copyOf(profiles);
        features = tokens("features", features);
        localize = tokens("localize", localize);
    }

    private static List<String> tokens(String name, List<String> values) {
        for (var value : values) {
            if (!value.matches("[!-~]+")) {
                throw new IllegalArgumentException(
                        name + " has '" + value + "', allowed are printable US-ASCII characters without spaces");
            }
        }
        return List.copyOf(values);
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
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /**
     * The same with another TLS policy.
     *
     * @param policy the policy
     * @return the settings
     */
    public SessionSettings withTls(TlsPolicy policy) {
        return new SessionSettings(
                profiles, policy, authentication, serverNames, limits, trace, features, localize, liveness);
    }

    /**
     * The same with authentication.
     *
     * @param how how peers authenticate
     * @return the settings
     */
    public SessionSettings withAuthentication(Authentication how) {
        return new SessionSettings(
                profiles, tls, Optional.of(how), serverNames, limits, trace, features, localize, liveness);
    }

    /**
     * The same with other bounds.
     *
     * @param bounds the bounds
     * @return the settings
     */
    public SessionSettings withLimits(SessionLimits bounds) {
        return new SessionSettings(
                profiles, tls, authentication, serverNames, bounds, trace, features, localize, liveness);
    }

    /**
     * The same with a choice of server names.
     *
     * @param names the names that are served
     * @return the settings
     */
    public SessionSettings withServerNames(Predicate<String> names) {
        return new SessionSettings(profiles, tls, authentication, names, limits, trace, features, localize, liveness);
    }

    /**
     * The same with somebody who reads along.
     *
     * @param reader who
     * @return the settings
     */
    public SessionSettings withTrace(WireTrace reader) {
        return new SessionSettings(
                profiles, tls, authentication, serverNames, limits, Optional.of(reader), features, localize, liveness);
    }

    /**
     * The same with optional features.
     *
     * @param names see {@link #features()}
     * @return the settings
     * @throws IllegalArgumentException if one is no token
     */
    public SessionSettings withFeatures(String... names) {
        return new SessionSettings(
                profiles, tls, authentication, serverNames, limits, trace, List.of(names), localize, liveness);
    }

    /**
     * The same with languages.
     *
     * @param languages see {@link #localize()}
     * @return the settings
     * @throws IllegalArgumentException if one is no token
     */
    public SessionSettings withLocalize(String... languages) {
        return new SessionSettings(
                profiles, tls, authentication, serverNames, limits, trace, features, List.of(languages), liveness);
    }

    /**
     * The same with a watch over the peer.
     *
     * @param how after what silence the peer is asked, and given up
     * @return the settings
     */
    public SessionSettings withLiveness(Liveness how) {
        return new SessionSettings(
                profiles, tls, authentication, serverNames, limits, trace, features, localize, Optional.of(how));
    }
}

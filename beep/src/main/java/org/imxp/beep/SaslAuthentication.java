package org.imxp.beep;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslContext;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.TransportSecurity;

/**
 * Authentication by SASL: offers, of the mechanisms that are allowed, those that a session's protection is good enough for.
 *
 * <p>None is offered before TLS where TLS is required; PLAIN, EXTERNAL and the {@code -PLUS} mechanisms only inside, EXTERNAL only
 * to a peer that showed a certificate, and {@code -PLUS} only where TLS has a channel binding (requirements WIRE-12, BEEP-55,
 * BEEP-72).
 *
 * <p>A listener with accounts of its own:
 *
 * {@snippet :
 * var fred = StoredCredentials.derive("fred@example.com", "example.com", password, random);
 * var authority = SaslAuthority.withDefaults(
 *         CredentialSource.of(List.of(fred)), new SaslResources(random, executor), InstantSource.system());
 * var settings = SessionSettings.serving(profile)
 *         .withTls(TlsPolicy.REQUIRED)
 *         .withAuthentication(SaslAuthentication.of(
 *                 authority, "example.com", SaslMechanism.SCRAM_SHA_256_PLUS, SaslMechanism.SCRAM_SHA_256));
 * }
 */
public final class SaslAuthentication implements Authentication {
    private final SaslAuthority authority;
    private final List<SaslMechanism> mechanisms;
    private final Function<Optional<String>, String> domains;
    private final boolean bindsChannels;

    /**
     * For a listener of several domains.
     *
     * @param authority decides who a peer is
     * @param mechanisms which are allowed, in the order that they are offered in
     * @param domains gives the domain for the server name that a peer asked for, if it asked for any: 1 to 255 characters
     * @throws IllegalArgumentException if there is no mechanism; or if a {@code -PLUS} mechanism is allowed, and a SCRAM mechanism
     *     without its own, because peers that could bind would fail by that one
     */
    public SaslAuthentication(
            SaslAuthority authority, Collection<SaslMechanism> mechanisms, Function<Optional<String>, String> domains) {
        this.authority = authority;
        this.mechanisms = mechanisms.stream().distinct().toList();
        this.domains = domains;
        this.bindsChannels = mechanisms.stream().anyMatch(SaslMechanism::bindsChannel);
        check();
    }

    /**
     * For a listener of one domain, whatever server name a peer asks for.
     *
     * @param authority decides who a peer is
     * @param domain the domain, 1 to 255 characters
     * @param mechanisms which are allowed
     * @return the authentication
     * @throws IllegalArgumentException as of the constructor
     */
    public static SaslAuthentication of(SaslAuthority authority, String domain, SaslMechanism... mechanisms) {
        return new SaslAuthentication(authority, List.of(mechanisms), asked -> domain);
    }

    private void check() {
        if (mechanisms.isEmpty()) {
            throw new IllegalArgumentException("there is no SASL mechanism: allowed are one or more");
        }
        if (bindsChannels) {
            mechanisms.forEach(mechanism -> mechanism
                    .binding()
                    .filter(bound -> !mechanisms.contains(bound))
                    .ifPresent(bound -> {
                        throw new IllegalArgumentException(mechanism.registeredName() + " is allowed and "
                                + bound.registeredName() + " is not, though another -PLUS mechanism is");
                    }));
        }
    }

    @Override
    public List<String> mechanisms(Session session) {
        if (session.tlsPeer().isEmpty() && session.settings().tls() == TlsPolicy.REQUIRED) {
            return List.of();
        }
        var context = context(session);
        return mechanisms.stream()
                .filter(mechanism -> mechanism.fits(context))
                .map(SaslMechanism::registeredName)
                .toList();
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        var named = SaslMechanism.named(mechanism)
                .filter(mechanisms::contains)
                .orElseThrow(() -> new IllegalArgumentException(mechanism + " is not one that was offered"));
        return authority.factory(named).begin(context(session));
    }

    /** A peer that dialled by another name than the domain's may have that in its digest-uri. */
    private SaslContext context(Session session) {
        var asked = session.serverName();
        return new SaslContext(
                domains.apply(asked),
                asked.map(Set::of).orElse(Set.of()),
                session.remoteAddress(),
                session.tlsPeer().map(this::security));
    }

    /** A channel binding that is not offered must be none, else peers that could bind are taken for victims of a downgrade. */
    private TransportSecurity security(TlsPeer peer) {
        return bindsChannels ? peer.security() : peer.security().withoutExporter();
    }
}

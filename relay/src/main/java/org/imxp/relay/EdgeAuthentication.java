package org.imxp.relay;

import java.util.List;
import java.util.Set;
import org.imxp.beep.Authentication;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslContext;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.protocol.Domain;

/** How endpoints prove who they are: by the mechanisms that the operator chose, as far as the session is protected. */
final class EdgeAuthentication implements Authentication {
    private final SaslAuthority authority;
    private final List<SaslMechanism> mechanisms;
    private final ServedDomains domains;

    EdgeAuthentication(SaslAuthority authority, List<SaslMechanism> mechanisms, ServedDomains domains) {
        this.authority = authority;
        this.mechanisms = List.copyOf(mechanisms);
        this.domains = domains;
    }

    /** None before TLS where TLS is required, and never PLAIN outside TLS (requirement WIRE-12). */
    @Override
    public List<String> mechanisms(Session session) {
        boolean secured = session.tlsPeer().isPresent();
        if (!secured && session.settings().tls() == TlsPolicy.REQUIRED) {
            return List.of();
        }
        return mechanisms.stream()
                .filter(mechanism -> secured || mechanism != SaslMechanism.PLAIN)
                .map(SaslMechanism::registeredName)
                .toList();
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        var named = SaslMechanism.named(mechanism)
                .orElseThrow(() -> new IllegalArgumentException(mechanism + " is not one that was offered"));
        var realm = session.serverName().flatMap(domains::named).orElse(domains.first());
        return authority.factory(named).begin(context(session, realm));
    }

    /** A peer that dialled by another name than the domain's may have that in its digest-uri. */
    private static SaslContext context(Session session, Domain realm) {
        var hosts = session.serverName().map(Set::of).orElse(Set.of());
        return new SaslContext(
                realm.toString(),
                hosts,
                session.remoteAddress(),
                session.tlsPeer().isPresent());
    }
}

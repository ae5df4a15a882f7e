package org.imxp.relay.trust;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.Greeting;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;

/** How this relay authenticates to others: by the secret that it has in common with them, else by its certificate. */
public final class InitiatorLogin {
    private final MeshSecrets secrets;

    /**
     * With these secrets.
     *
     * @param secrets some or none
     */
    public InitiatorLogin(MeshSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Begins an attempt on a session that is inside TLS, which has the context of {@link RelayTls#initiator}.
     *
     * @param session to the other relay, whose greeting has come
     * @param own the domain of ours in whose name
     * @param peer the other relay's domain
     * @param dialect that of the session
     * @return the client's side; empty if the other relay offers nothing that this relay can do
     */
    public Optional<SaslClient> client(Session session, Domain own, Domain peer, Dialect dialect) {
        var offered = session.greeting().map(Greeting::mechanisms).orElse(List.of());
        return session.tlsPeer().flatMap(tls -> client(tls, offered, own, peer, dialect));
    }

    private Optional<SaslClient> client(
            TlsPeer tls, Collection<String> offered, Domain own, Domain peer, Dialect dialect) {
        return secrets.login(own, peer, dialect)
                .flatMap(login -> login.strongest(offered, secrets.mechanisms(), Optional.of(tls.security())))
                .or(() -> offered.contains(SaslMechanism.EXTERNAL.registeredName())
                        ? Optional.of(SaslClient.external(RelayIdentity.of(own, dialect)))
                        : Optional.empty());
    }
}

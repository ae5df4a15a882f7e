package org.imxp.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.TlsContext;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.trust.InitiatorLogin;
import org.imxp.relay.trust.RelayTls;

/** Proves by certificate, or by the secret that was agreed on with a domain. */
final class ProvenCredentials implements RelayCredentials {
    private final RelayTls tls;
    private final InitiatorLogin login;
    private final MeshIdentification identification;

    ProvenCredentials(RelayTls tls, InitiatorLogin login, MeshIdentification identification) {
        this.tls = tls;
        this.login = login;
        this.identification = identification;
    }

    @Override
    public TlsContext tls(Domain own, Domain domain) {
        return tls.initiator(own);
    }

    @Override
    public CompletionStage<Void> authenticate(Session session, Domain own, Domain domain) {
        return login.client(session, own, domain, Dialect.IMXP)
                .<CompletionStage<Void>>map(client -> session.authenticate(client, domain.toString()))
                .orElseGet(() -> CompletableFuture.failedStage(new SessionEndedException(
                        "it offers no mechanism that this relay can use: it took no certificate, and"
                                + " there is no secret")));
    }

    @Override
    public PeerIdentity identify(Session session, Domain domain) {
        return identification.relay(session, domain);
    }
}

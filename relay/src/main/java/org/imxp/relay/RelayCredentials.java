package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import org.imxp.beep.Session;
import org.imxp.beep.TlsContext;
import org.imxp.protocol.Domain;

/** How this relay proves who it is to another one that it calls, and what it asks of that one. Used by all threads. */
interface RelayCredentials {
    /** TLS with the certificate of a domain of ours, which accepts only a relay that proves to be of the other domain. */
    TlsContext tls(Domain own, Domain domain);

    /** Authenticates as {@code imxp=mesh} of a domain of ours (requirement SEED-48), within TLS. */
    CompletionStage<Void> authenticate(Session session, Domain own, Domain domain);

    /** Who the relay is that was called, now that TLS is on: of the domain that was called, and of others in its certificate. */
    PeerIdentity identify(Session session, Domain domain);
}

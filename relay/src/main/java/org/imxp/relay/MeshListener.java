package org.imxp.relay;

import org.imxp.beep.Accepted;
import org.imxp.beep.Authentication;
import org.imxp.beep.Profile;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.ProtocolException;

/** What the relay brings to a session that another relay begins. TLS is mandatory (requirement SEED-49). Used by all threads. */
final class MeshListener {
    private final Mesh mesh;
    private final Identification identification;
    private final Authentication authentication;
    private final ServerNames serverNames;
    private final SessionLimits limits;

    MeshListener(
            Mesh mesh,
            Identification identification,
            Authentication authentication,
            ServerNames serverNames,
            SessionLimits limits) {
        this.mesh = mesh;
        this.identification = identification;
        this.authentication = authentication;
        this.serverNames = serverNames;
        this.limits = limits;
    }

    Accepted accept(TlsPolicy tls) {
        var settings = SessionSettings.serving(mesh.profiles(identification).toArray(Profile[]::new))
                .withTls(tls)
                .withAuthentication(authentication)
                .withServerNames(serverNames)
                .withLimits(limits);
        return new Accepted(settings, new Counted());
    }

    /** Counts the sessions of each domain. */
    private final class Counted implements SessionListener {
        private Runnable giveBack = () -> {};

        @Override
        public void authenticated(Session session, String name) {
            try {
                if (identification.identify(session, name) instanceof PeerIdentity.Relay relay) {
                    giveBack.run();
                    giveBack = () -> {};
                    if (mesh.allowances().begin(relay.name())) {
                        giveBack = () -> mesh.allowances().ended(relay.name());
                    } else {
                        session.terminate(relay + " has as many sessions as it may have");
                    }
                }
            } catch (ProtocolException e) {
                session.terminate(name + " may not use the mesh: " + e.getMessage());
            }
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            giveBack.run();
        }
    }
}

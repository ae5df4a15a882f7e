package org.imxp.relay;

import java.util.List;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Profile;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ProtocolException;

/** The relaying mesh as a BEEP profile, in one dialect (RFC 3340 section 8.1, requirements WIRE-1, WIRE-2). */
final class MeshProfile implements Profile {
    private final Mesh mesh;
    private final Dialect dialect;
    private final Peer peer;
    private final Identification identification;

    MeshProfile(Mesh mesh, Dialect dialect, Peer peer, Identification identification) {
        this.mesh = mesh;
        this.dialect = dialect;
        this.peer = peer;
        this.identification = identification;
    }

    @Override
    public String uri() {
        return dialect.profileUri();
    }

    @Override
    public List<String> aliases() {
        return List.of(dialect.profileAlias());
    }

    /** Authentication comes before authorisation (requirement CORE-35). */
    @Override
    public void start(ChannelStart start) {
        var session = start.session();
        var identity = session.identity();
        if (identity.isEmpty()) {
            refuseUnauthenticated(start, session);
            return;
        }
        PeerIdentity known;
        try {
            known = identification.identify(session, identity.get());
        } catch (ProtocolException e) {
            start.refuse(e.code().value(), String.valueOf(e.getMessage()));
            return;
        }
        new MeshChannel(mesh, peer, dialect, session, known).begin(start);
    }

    private static void refuseUnauthenticated(ChannelStart start, Session session) {
        if (session.settings().tls() == TlsPolicy.REQUIRED && session.tlsPeer().isEmpty()) {
            start.refuse(ReplyCode.ENCRYPTION_REQUIRED, "start TLS first, then authenticate");
        } else {
            start.refuse(ReplyCode.AUTHENTICATION_REQUIRED, "authenticate first");
        }
    }
}

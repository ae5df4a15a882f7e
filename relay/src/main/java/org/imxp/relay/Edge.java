package org.imxp.relay;

import org.imxp.beep.Accepted;
import org.imxp.beep.Authentication;
import org.imxp.beep.Profile;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/** What the relay brings to a session with an endpoint. Used by all threads. */
final class Edge {
    private static final SessionListener NOBODY = new SessionListener() {};

    private final Mesh mesh;
    private final TlsPolicy tls;
    private final Authentication authentication;
    private final ServerNames serverNames;
    private final SessionLimits limits;

    Edge(Mesh mesh, TlsPolicy tls, Authentication authentication, ServerNames serverNames, SessionLimits limits) {
        this.mesh = mesh;
        this.tls = tls;
        this.authentication = authentication;
        this.serverNames = serverNames;
        this.limits = limits;
    }

    /** The bounds of a session. A frame can't be larger than the window that it has to fit in. */
    static SessionLimits limits(Limits limits) {
        return SessionLimits.defaults()
                .withChannels(limits.number(Limit.CHANNELS_PER_SESSION))
                .withMessage(limits.number(Limit.MAX_PAYLOAD))
                .withHeld(Math.max(limits.number(Limit.HELD_OCTETS_PER_SESSION), 2L * limits.number(Limit.MAX_PAYLOAD)))
                .withWindow(limits.number(Limit.MAX_FRAME_PAYLOAD))
                .withWindows(limits.number(Limit.WINDOW_OCTETS_PER_SESSION))
                .withTimes(limits.time(Limit.TIME_TO_GREET), limits.time(Limit.TIME_TO_AUTHENTICATE));
    }

    /** Each session has profiles of its own, which keep what it is attached as. */
    Accepted accept() {
        var settings = SessionSettings.serving(
                        mesh.profiles(Identification.EDGE).toArray(Profile[]::new))
                .withTls(tls)
                .withAuthentication(authentication)
                .withServerNames(serverNames)
                .withLimits(limits);
        return new Accepted(settings, NOBODY);
    }
}

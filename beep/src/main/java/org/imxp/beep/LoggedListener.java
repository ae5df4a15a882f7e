package org.imxp.beep;

import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the log entry that a fault of the peer is owed (RFC 3080 section 2.2.1.1), and tells another listener. */
record LoggedListener(SessionListener listener, Channel connection) implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.beep");

    @Override
    public void greeted(Session session, Greeting greeting) {
        listener.greeted(session, greeting);
    }

    @Override
    public void authenticated(Session session, String identity) {
        listener.authenticated(session, identity);
    }

    @Override
    public void failed(Session session, RuntimeException fault) {
        LOG.error("session with {}: a fault of this side ended it", connection.remoteAddress(), fault);
        listener.failed(session, fault);
    }

    @Override
    public void ended(Session session, SessionEnd end) {
        if (end.kind() == SessionEnd.Kind.FAULT) {
            LOG.warn("session with {} ended: {}", connection.remoteAddress(), end.reason());
        } else {
            LOG.debug("session with {} ended, {}: {}", connection.remoteAddress(), end.kind(), end.reason());
        }
        listener.ended(session, end);
    }
}

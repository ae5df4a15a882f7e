package org.imxp.beep;

/** Who is told what becomes of a session. Called by the session's owner; must not block. */
public interface SessionListener {
    /**
     * The peer's greeting has come: at the start, and again after each tuning reset.
     *
     * @param session the session
     * @param greeting what the peer offers
     */
    default void greeted(Session session, Greeting greeting) {}

    /**
     * The peer has authenticated.
     *
     * @param session the session
     * @param identity who it is
     */
    default void authenticated(Session session, String identity) {}

    /**
     * A profile, a handler or this listener has thrown: a fault of this side, which ends the session. For a log.
     *
     * @param session the session, ended
     * @param fault what was thrown
     */
    default void failed(Session session, RuntimeException fault) {}

    /**
     * The session has ended. Called once, after the handlers of its channels.
     *
     * @param session the session
     * @param end how
     */
    default void ended(Session session, SessionEnd end) {}
}

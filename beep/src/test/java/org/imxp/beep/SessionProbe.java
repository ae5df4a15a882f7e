package org.imxp.beep;

/** What only this package can see of a session, for the simulation. */
public final class SessionProbe {
    private SessionProbe() {}

    /** Octets that a session holds for its peer. */
    public static long held(Session session) {
        return session.held().octets();
    }

    /** What the windows of a session may still grow by. */
    public static long windowsLeft(Session session) {
        var left = session.windows().take(Integer.MAX_VALUE);
        session.windows().giveBack(left);
        return left;
    }
}

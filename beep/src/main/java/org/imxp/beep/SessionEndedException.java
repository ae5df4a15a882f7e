package org.imxp.beep;

/** A request could not be completed because the session, or its channel, has ended; the peer did not refuse it. */
public final class SessionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the failure.
     *
     * @param reason why the session or channel ended
     */
    public SessionEndedException(String reason) {
        super(reason, null, false, false);
    }
}

package org.imxp.relay.store;

/** The store did not do what was asked. The message is one sentence a person can use, and names the database. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** What was to be added is there already. */
        EXISTS,
        /** What was to be changed is not there. */
        ABSENT,
        /** Another process holds the database; the same call may succeed later. */
        BUSY,
        /** The database cannot be used: not ours, damaged, not writable, full, closed. */
        UNUSABLE
    }

    private final Reason reason;

    /**
     * A failure with a cause in the database.
     *
     * @param reason why
     * @param message one sentence
     * @param cause what the database said
     */
    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * A failure that the store found itself.
     *
     * @param reason why
     * @param message one sentence
     */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Why, for code that reacts to it: BUSY and UNUSABLE become a temporary failure (454, 451) on the wire.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}

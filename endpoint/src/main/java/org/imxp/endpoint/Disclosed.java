package org.imxp.endpoint;

/** What somebody may be told of this endpoint's user, beside messages. */
public enum Disclosed {
    /** That a message has reached the user's program. */
    DELIVERY,
    /** That a message was shown to the user. */
    DISPLAY,
    /** That the user is writing a message. */
    COMPOSING
}

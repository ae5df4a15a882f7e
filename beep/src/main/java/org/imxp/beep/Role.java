package org.imxp.beep;

/** Which side opened the connection (RFC 3080 section 2.1). */
public enum Role {
    /** Opened it. Starts channels with odd numbers. */
    INITIATOR,
    /** Accepted it. Starts channels with even numbers. */
    LISTENER
}

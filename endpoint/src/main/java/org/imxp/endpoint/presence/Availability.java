package org.imxp.endpoint.presence;

/** Whether somebody can be talked to now, the best first. */
public enum Availability {
    /** There, and open for messages. */
    AVAILABLE,
    /** There, and better not disturbed. */
    BUSY,
    /** Messages arrive, and are read later. */
    AWAY,
    /** Messages do not arrive. */
    OFFLINE
}

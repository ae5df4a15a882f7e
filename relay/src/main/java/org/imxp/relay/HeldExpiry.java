package org.imxp.relay;

import java.time.Instant;
import org.imxp.protocol.Payload;

/** Learns of data that was held, but not fetched in time. */
@FunctionalInterface
interface HeldExpiry {
    /**
     * A data has expired: it is held no more, and nobody else gets it. Called on a thread that may block; never fails.
     *
     * @param payload the data for one recipient, as it was held
     * @param received when this relay got it
     */
    void expired(Payload payload, Instant received);
}

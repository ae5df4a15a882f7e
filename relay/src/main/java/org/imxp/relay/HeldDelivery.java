package org.imxp.relay;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Payload;

/** How a data that was held goes on when its recipient has attached. */
@FunctionalInterface
interface HeldDelivery {
    /**
     * Gives an application what was held for it: access is checked again, and the time that has passed counts (RFC 3342 section 3).
     * The originator is told of the outcome if it asked, except of a temporary one (4xx), after which the data is still held.
     *
     * @param payload the data for one recipient, as it was held
     * @param received when this relay got it
     * @param attachment the recipient's
     * @return what the application answered, or why it was not given to it; never fails
     */
    CompletionStage<Outcome> deliver(Payload payload, Instant received, Attachment attachment);

    /**
     * Says that a data was held until its time was over: the originator is told if it asked.
     *
     * @param payload the data for one recipient, as it was held
     * @param received when this relay got it
     */
    default void expired(Payload payload, Instant received) {
        // Who only delivers has nobody to tell.
    }
}

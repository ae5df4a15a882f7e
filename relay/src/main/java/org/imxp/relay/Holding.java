package org.imxp.relay;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;

/**
 * Data that waits for endpoints that are not attached (RFC 3342 section 3). Used by all threads; never blocks.
 */
interface Holding {
    /** Holds nothing: data for an endpoint that is away is dropped, as without the option. */
    Holding NONE = new Holding() {
        @Override
        public CompletionStage<Outcome> hold(Payload payload, Instant received, Optional<Instant> expiry) {
            return CompletableFuture.completedStage(Outcome.NOT_ATTACHED);
        }

        @Override
        public void attached(Attachment attachment) {
            // Nothing is held for anybody.
        }
    };

    /** Makes what holds data, when there is who is attached, and who knows how held data goes on. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes it. May block.
         *
         * @param attachments who is attached
         * @param delivery how held data goes on
         */
        Holding make(Attachments attachments, HeldDelivery delivery);
    }

    /**
     * Keeps a data until its recipient attaches.
     *
     * @param payload the data for one recipient, who is served here
     * @param received when this relay got it
     * @param expiry when it is of no use any more; empty for never
     * @return 350 once it is on disk; 550 when it passes a quota; 421 when the store does not take it; never fails
     */
    CompletionStage<Outcome> hold(Payload payload, Instant received, Optional<Instant> expiry);

    /**
     * Whether something is held for an endpoint, attached or not. What comes for it now and may be held is to be held too, as it
     * would overtake the rest.
     *
     * @param endpoint exactly this one
     * @return false once the endpoint has answered all that was held
     */
    default boolean holds(Address endpoint) {
        return false;
    }

    /**
     * Gives an endpoint what is held for it, one after the other in the order in which it came. May be said
     * again of the same attachment.
     *
     * @param attachment whose {@code ok} has left
     */
    void attached(Attachment attachment);
}

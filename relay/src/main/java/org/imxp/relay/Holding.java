package org.imxp.relay;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
     * Gives an endpoint what is held for it, one after the other in the order in which it came. May
     * be said again of the same attachment.
     *
     * @param attachment whose {@code ok} has left
     */
    void attached(Attachment attachment);
}

package org.imxp.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;

/**
 * The relays of other domains, to which data goes whose recipients are not here (RFC 3340 section 4.4.4.1, step 5.2). Used by
 * all threads; never blocks.
 */
@FunctionalInterface
interface NextHops {
    /** A relay that reaches no other. */
    NextHops NONE = (domain, payload) -> CompletableFuture.completedStage(
            Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, "no relay of the recipient's domain is reachable"));

    /**
     * Sends a data on, once.
     *
     * @param domain that of all its recipients, which this relay does not serve
     * @param payload the data as the next relay is to get it, with only the recipients meant
     * @return {@link Outcome#DELIVERED} when the next relay has answered {@code ok}, else what it answered, or why it was not
     *     asked; after a bounded time, on any thread; never fails
     */
    CompletionStage<Outcome> send(Domain domain, Payload payload);
}

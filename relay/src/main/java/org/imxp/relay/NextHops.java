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
    NextHops NONE = (domain, payload) ->
            CompletableFuture.completedStage(Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.NO_RELAY));

    /**
     * Sends a data on, once.
     *
     * @param domain that of all its recipients, which this relay does not serve
     * @param payload the data as the next relay is to get it, with only the recipients meant
     * @return {@link Outcome#DELIVERED} when the next relay has answered {@code ok}, else what it answered, or why it was not
     *     asked; after a bounded time, on any thread; never fails
     */
    CompletionStage<Outcome> send(Domain domain, Payload payload);

    /**
     * Sends a data on, once, that minds the time until the next relay is ready for it.
     *
     * @param domain as above
     * @param departure asked for the data just before that is sent
     * @return as above; {@link Outcome#TOO_LATE} if by then there is nothing to send
     */
    default CompletionStage<Outcome> send(Domain domain, Departure departure) {
        return departure
                .payload()
                .map(payload -> send(domain, payload))
                .orElseGet(() -> CompletableFuture.completedStage(Outcome.TOO_LATE));
    }
}

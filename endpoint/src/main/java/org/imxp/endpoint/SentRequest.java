package org.imxp.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * A request of one's own, and what has become of it.
 *
 * @param to who was asked
 * @param state what has become of it
 * @param granted what they allow now, if they have accepted
 * @param code why it was refused, if it was: 550 if there is no such endpoint, or no such domain
 * @param asked when it was made, by the service's clock
 * @param expires when it is over if nobody answers
 */
public record SentRequest(
        Address to, State state, Set<Permission> granted, Optional<ReplyCode> code, Instant asked, Instant expires) {
    /** What may become of a request. Nobody is told that they were ignored or blocked: it waits. */
    public enum State {
        /** Nobody has answered. */
        WAITING,
        /** They have accepted: both are on each other's list. */
        ACCEPTED,
        /** Nobody has answered in time. */
        EXPIRED,
        /** The service of their domain does not take it. */
        REFUSED
    }

    /** Copies the permissions. */
    public SentRequest {
        granted = Set.copyOf(granted);
    }
}

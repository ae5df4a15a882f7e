package org.imxp.cli.history;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Address;

/**
 * What is asked of a conversation.
 *
 * @param peer with whom; with all subaddresses
 * @param search words that all must be in it, and "phrases"
 * @param since the oldest that is wanted
 * @param last how many of the newest
 */
public record LogQuery(Address peer, Optional<String> search, Optional<Instant> since, int last) {
    /**
     * Refuses to ask for none.
     */
    public LogQuery {
        if (last < 1) {
            throw new IllegalArgumentException("last " + last + ": 1 or more are allowed");
        }
    }

    /**
     * The newest of a conversation.
     *
     * @param peer with whom
     * @param last how many
     * @return the query
     */
    public static LogQuery last(Address peer, int last) {
        return new LogQuery(peer, Optional.empty(), Optional.empty(), last);
    }
}

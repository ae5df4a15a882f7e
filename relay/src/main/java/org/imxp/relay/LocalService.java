package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;

/** A service of the relay's domains, beside the relay (RFC 3340 section 6). Called on any session's thread; must not block. */
@FunctionalInterface
interface LocalService {
    /**
     * Takes a data.
     *
     * @param payload the data for the service alone, and what surrounds it
     * @return what became of it; never fails
     */
    CompletionStage<Outcome> receive(Payload payload);

    /** Whether a domain has the service. */
    default boolean isOfferedIn(Domain domain) {
        return true;
    }
}

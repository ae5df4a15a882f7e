package org.imxp.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;

/** Finds the relays of another domain: as configured, or by DNS (RFC 3340 section 3.1). Used by all threads; never blocks. */
@FunctionalInterface
interface RelayFinding {
    /**
     * Finds them.
     *
     * @param domain whose relays
     * @return one or more addresses in the order to be tried; fails after a bounded time, with a sentence that says why
     */
    CompletionStage<List<InetSocketAddress>> find(Domain domain);
}

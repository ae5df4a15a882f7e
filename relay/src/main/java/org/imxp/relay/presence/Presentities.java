package org.imxp.relay.presence;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.imxp.protocol.Address;

/** Lends each {@link Presentity} to one thread at a time. Used by all threads. */
final class Presentities {
    private final ConcurrentMap<Address, Presentity> all = new ConcurrentHashMap<>();

    /**
     * Does something with what belongs to an endpoint; must neither block nor ask for another one's.
     *
     * @param address the endpoint, or a subaddress of it
     */
    <T> T with(Address address, Function<Presentity, T> work) {
        var endpoint = address.parent();
        while (true) {
            var presentity = all.computeIfAbsent(endpoint, none -> new Presentity());
            synchronized (presentity) {
                if (!presentity.isGivenUp()) {
                    try {
                        return work.apply(presentity);
                    } finally {
                        if (presentity.isEmpty()) {
                            presentity.giveUp();
                            all.remove(endpoint, presentity);
                        }
                    }
                }
            }
        }
    }

    /** How many there are of which something is known. */
    int size() {
        return all.size();
    }
}

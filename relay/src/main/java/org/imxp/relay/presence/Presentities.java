package org.imxp.relay.presence;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;

/** Lends each {@link Presentity} to one thread at a time. Used by all threads. */
final class Presentities {
    private final ConcurrentMap<Address, Presentity> all = new ConcurrentHashMap<>();
    private final Map<Domain, Domain> served;

    /**
     * Nothing is known of anybody yet.
     *
     * @param served the domains of the endpoints
     */
    Presentities(Collection<Domain> served) {
        this.served = served.stream().collect(Collectors.toUnmodifiableMap(domain -> domain, domain -> domain));
    }

    /**
     * Does something with what belongs to an endpoint; must neither block nor ask for another one's.
     *
     * @param address the endpoint, or a subaddress of it
     */
    <T> T with(Address address, Function<Presentity, T> work) {
        var endpoint = kept(address.parent());
        while (true) {
            var presentity = all.computeIfAbsent(endpoint, none -> new Presentity(endpoint));
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

    /**
     * An address to be kept: the one that is kept already, if there is one, or else with the domain that all others have. What is
     * read has copies of its own, which would be most of what a subscription costs.
     */
    Address kept(Address address) {
        var known = all.get(address);
        if (known != null) {
            return known.address();
        }
        var domain = served.get(address.domain());
        return domain == null ? address : new Address(address.local(), domain);
    }

    /** How many there are of which something is known. */
    int size() {
        return all.size();
    }
}

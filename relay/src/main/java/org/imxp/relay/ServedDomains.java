package org.imxp.relay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;

/** The administrative domains that the relay serves. Immutable. */
final class ServedDomains {
    private final Set<Domain> domains;
    private final List<Domain> all;
    private final Domain first;

    ServedDomains(List<Domain> domains) {
        this.domains = Set.copyOf(domains);
        this.all = List.copyOf(domains);
        this.first = domains.getFirst();
    }

    /** All of them, in the order of the configuration. */
    List<Domain> all() {
        return all;
    }

    boolean has(Domain domain) {
        return domains.contains(domain);
    }

    boolean has(Address address) {
        return has(address.domain());
    }

    /** The domain that stands in where a peer has named none. */
    Domain first() {
        return first;
    }

    /** The domain that a text names, in any case of its letters. */
    Optional<Domain> named(String text) {
        try {
            return Optional.of(Domain.parse(text)).filter(domains::contains);
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}

package org.imxp.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;

/** The administrative domains that the relay serves. Immutable. */
final class ServedDomains {
    private final Set<Domain> domains;
    private final Domain first;

    ServedDomains(List<Domain> domains) {
        this.domains = Set.copyOf(new LinkedHashSet<>(domains));
        this.first = domains.getFirst();
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

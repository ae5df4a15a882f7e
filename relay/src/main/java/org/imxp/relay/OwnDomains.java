package org.imxp.relay;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imxp.protocol.Domain;

/**
 * The domains that the relay serves, by the certificate that it shows for them: those of one certificate share sessions with
 * other relays. Immutable.
 */
final class OwnDomains {
    private final Domain first;
    private final Map<Domain, Domain> speakers = new LinkedHashMap<>();
    private final Map<Domain, Set<Domain>> shown = new LinkedHashMap<>();

    /**
     * Domains of several certificates.
     *
     * @param certificates the domains of each; one or more, none of them empty
     */
    OwnDomains(List<Set<Domain>> certificates) {
        first = certificates.getFirst().iterator().next();
        for (var domains : certificates) {
            var speaker = domains.iterator().next();
            shown.put(speaker, new LinkedHashSet<>(domains));
            domains.forEach(domain -> speakers.put(domain, speaker));
        }
    }

    /** The domain as which the relay speaks for an originator's: the first of its certificate, or the first of all in transit. */
    Domain speaker(Domain originators) {
        return speakers.getOrDefault(originators, first);
    }

    /** All domains of the certificate of a domain. */
    Set<Domain> shownFor(Domain domain) {
        return Set.copyOf(shown.getOrDefault(speaker(domain), Set.of(first)));
    }

    /** The domain that stands in where a peer has named none. */
    Domain first() {
        return first;
    }
}

package org.imxp.relay.trust;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.imxp.protocol.Domain;

/**
 * Whose relay a peer has proved to be.
 *
 * @param domains the domains, perhaps none
 * @param intermediary whether it is also believed what originates elsewhere
 */
public record ProvedDomains(Set<Domain> domains, boolean intermediary) {
    /** Nobody's. */
    public static final ProvedDomains NONE = new ProvedDomains(Set.of(), false);

    /** Copies the domains; their order stays. */
    public ProvedDomains {
        domains = Collections.unmodifiableSet(new LinkedHashSet<>(domains));
    }

    /**
     * Whether the peer is a domain's relay, and may so bind for it.
     *
     * @param domain the domain
     * @return whether it has proved it
     */
    public boolean proves(Domain domain) {
        return domains.contains(domain);
    }

    /**
     * Whether the peer may send what originates in a domain (requirement CORE-34).
     *
     * @param domain the originator's
     * @return whether it has proved the domain, or is an intermediary
     */
    public boolean speaksFor(Domain domain) {
        return intermediary || proves(domain);
    }
}

package org.imxp.relay;

import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;

/** Who the peer of a session is, once it has authenticated, and what it is trusted for (requirements SEED-46, SEED-48). */
sealed interface PeerIdentity {
    /** An endpoint: trusted to send and receive as itself. */
    record Endpoint(Address address) implements PeerIdentity {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Somebody who has not said who they are: trusted to send and receive as an address that has no account (OPEN-42). */
    record Anonymous(Domain domain) implements PeerIdentity {
        @Override
        public String toString() {
            return "anonymous";
        }
    }

    /**
     * A relay: trusted for its own domains, and for no other (requirement CORE-34).
     *
     * @param name the domain that it authenticated as
     * @param domains those that it has proved to be its own, that one among them
     * @param intermediary whether it is configured to be trusted with data of any domain
     */
    record Relay(Domain name, Set<Domain> domains, boolean intermediary) implements PeerIdentity {
        public Relay {
            domains = Set.copyOf(domains);
        }

        boolean mayBind(Domain domain) {
            return domains.contains(domain);
        }

        boolean mayRelayFor(Address originator) {
            return intermediary || domains.contains(originator.domain());
        }

        @Override
        public String toString() {
            return "the relay of " + name;
        }
    }
}

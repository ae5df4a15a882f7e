package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.ProtocolException;

/** Which tuples an endpoint is not available at any more that is attached no more (OPEN-41). */
final class LostTuples {
    private LostTuples() {}

    /** The entry with those tuples closed; empty if there are none that are open. */
    static Optional<PresenceEntry> closed(PresenceEntry entry, Address endpoint, Instant lost) {
        var tuples = entry.tuples().stream()
                .map(tuple -> tuple.isOpen(lost) && names(tuple, endpoint) ? tuple.until(lost) : tuple)
                .toList();
        return tuples.equals(entry.tuples()) ? Optional.empty() : Optional.of(entry.withTuples(tuples));
    }

    private static boolean names(PresenceTuple tuple, Address endpoint) {
        try {
            return Address.fromUri(tuple.destination()).equals(endpoint);
        } catch (ProtocolException e) {
            // Of another kind, such as mailto: whether it is reached there is not known here.
            return false;
        }
    }
}

package org.imxp.bench.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;

/** The entries of all endpoints: one tuple that is open for a day, and says what content is taken. */
final class Entries {
    private static final Duration OPEN = Duration.ofDays(1);
    private static final List<PresenceTuple.Capability> CAPABILITIES = List.of(
            new PresenceTuple.Capability("urn:ietf:rfc:rfc2533", "(| (type=\"text/plain\") (type=\"text/html\"))"));

    private Entries() {}

    /** The entry after a change. */
    static PresenceEntry of(Address publisher, Optional<Instant> last, int change, Instant now) {
        var tuple = new PresenceTuple(publisher.imUri(), now.plus(OPEN), Said.CHANGE + change, CAPABILITIES);
        return new PresenceEntry(publisher, last, "", List.of(tuple));
    }
}

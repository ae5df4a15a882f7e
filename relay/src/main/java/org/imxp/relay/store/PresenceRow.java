package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A presence entry as it is kept (RFC 3343 section 3). Addresses are in canonical form.
 *
 * @param account the endpoint that the publisher is, or is a subaddress of; when its account is removed, so is the entry
 * @param publisher whose it is
 * @param lastUpdate when the service changed it, kept to the millisecond
 * @param entry the element
 */
public record PresenceRow(String account, String publisher, Instant lastUpdate, String entry) {
    /** Cuts off what is not kept. */
    public PresenceRow {
        lastUpdate = lastUpdate.truncatedTo(ChronoUnit.MILLIS);
    }
}

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
 * @param nextClosing when a tuple of it closes next, as far as it was known when the entry was kept: what is past is to be looked
 *     up in the element. Kept to the millisecond, rounded up
 */
public record PresenceRow(String account, String publisher, Instant lastUpdate, String entry, Instant nextClosing) {
    /** No tuple is open. */
    public static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Cuts off what is not kept. */
    public PresenceRow {
        lastUpdate = lastUpdate.truncatedTo(ChronoUnit.MILLIS);
        if (nextClosing.isBefore(NEVER)) {
            nextClosing = nextClosing.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        }
    }
}

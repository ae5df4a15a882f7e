package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Somebody on a contact list.
 *
 * @param owner whose list, in canonical form; when this account is removed, so is the row
 * @param address who, in canonical form
 * @param name what the owner calls them; may be empty
 * @param since when they were put on the list, kept to the millisecond
 */
public record ContactRow(String owner, String address, String name, Instant since) {
    /** The most characters of a name. */
    public static final int MAX_NAME = 400;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a text is too long
     */
    public ContactRow {
        ContactRequestRow.check("an owner", owner, Account.MAX_ENDPOINT);
        ContactRequestRow.check("an address", address, Account.MAX_ENDPOINT);
        ContactRequestRow.check("a name", name, MAX_NAME);
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }
}

package org.imxp.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody on a contact list (docs/contacts.md).
 *
 * @param address who; no service
 * @param name what the owner calls them: one line of at most {@value #MAX_NAME} characters, kept without the
 *     spaces around it; may be empty
 * @param since when the service put them on the list; empty where they are to be put there
 */
public record ContactEntry(Address address, String name, Optional<Instant> since) {
    /** The most characters of a name. */
    public static final int MAX_NAME = 100;

    /** Refuses services, names that are no single line, and a time that has no text form. */
    public ContactEntry {
        if (address.isService()) {
            throw new IllegalArgumentException(address + " is a service: allowed are endpoints");
        }
        name = name.strip();
        ContactText.name(name);
        since.ifPresent(time -> Timestamp.check("since", time));
    }
}

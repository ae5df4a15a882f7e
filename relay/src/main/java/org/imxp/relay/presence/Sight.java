package org.imxp.relay.presence;

import org.imxp.protocol.Address;

/** What a subscriber gets to see of a publisher. */
sealed interface Sight {
    /** Not even an answer: 537. */
    enum Nothing implements Sight {
        NOTHING
    }

    /** An entry in which nobody is available, and no changes (OPEN-36). */
    enum Closed implements Sight {
        CLOSED
    }

    /**
     * An entry and its changes.
     *
     * @param publisher whose: the subject, or the subaddress of it that holds a view of it
     */
    record Entry(Address publisher) implements Sight {}

    /** Whether a change of an entry is seen. */
    default boolean sees(Address publisher) {
        return equals(new Entry(publisher));
    }
}

package org.imxp.endpoint;

import org.imxp.protocol.Address;

/** A change of a contact list, whichever program made it. */
public sealed interface ContactEvent {
    /**
     * Somebody is on the list, or has another name there.
     *
     * @param contact who
     */
    record Added(Contact contact) implements ContactEvent {}

    /**
     * Somebody is on the list no more.
     *
     * @param address who
     */
    record Removed(Address address) implements ContactEvent {}
}

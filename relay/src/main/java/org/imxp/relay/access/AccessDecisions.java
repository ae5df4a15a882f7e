package org.imxp.relay.access;

import org.imxp.protocol.Address;

/** Decides whether an actor may do something to an owner. Answers from memory, on any thread. */
@FunctionalInterface
public interface AccessDecisions {
    /** What sending data to an owner takes (RFC 3340 section 4.4.4.1, step 5.3). */
    String CORE_DATA = "core:data";

    /**
     * Whether the owner's entries grant an action.
     *
     * @param owner whose entries decide: an endpoint of a domain that the relay serves
     * @param actor who wants to act
     * @param action {@code service:operation}, such as {@value #CORE_DATA}
     * @return true if the entry that matches the actor best grants it
     */
    boolean grants(Address owner, Address actor, String action);
}

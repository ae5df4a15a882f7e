package org.imxp.relay.access;

import java.util.Collection;
import java.util.List;
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

    /**
     * The operations of a service that the owner's entry for an actor names, beside what {@code all} grants. Extensions ask
     * for these, where to do more than is granted would not mean to grant more (OPEN-36).
     *
     * @param owner as for {@link #grants}
     * @param actor likewise
     * @param service such as {@code presence}
     * @return such as {@code subscribe}; may be empty
     */
    default Collection<String> named(Address owner, Address actor, String service) {
        return List.of();
    }
}

package org.imxp.endpoint;

import java.util.Set;
import org.imxp.protocol.Address;

/** The user's consent: what each contact may be told (RFC 5438 section 14.2). */
@FunctionalInterface
public interface Disclosure {
    /** Nobody is told anything. */
    Disclosure NOTHING = _ -> Set.of();

    /**
     * What one contact may be told. It is asked whenever there is something to tell, on a thread that may block.
     *
     * @param contact who would be told, as the relays have authenticated it: it may be a subaddress
     * @return what that is; empty for nothing
     */
    Set<Disclosed> to(Address contact);
}

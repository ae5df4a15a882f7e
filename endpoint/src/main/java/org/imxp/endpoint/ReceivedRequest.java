package org.imxp.endpoint;

import java.time.Instant;
import java.util.Set;
import org.imxp.protocol.Address;

/**
 * A stranger's request, which waits to be accepted, ignored or blocked.
 *
 * @param from who asks
 * @param note a few words of theirs: one line without links; may be empty
 * @param wants what they want to be allowed
 * @param offers what they allow in return
 * @param asked when the request came, by the service's clock
 * @param expires when it is forgotten
 */
public record ReceivedRequest(
        Address from, String note, Set<Permission> wants, Set<Permission> offers, Instant asked, Instant expires) {
    /** Copies the permissions. */
    public ReceivedRequest {
        wants = Set.copyOf(wants);
        offers = Set.copyOf(offers);
    }
}

package org.imxp.relay.access;

import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/**
 * The bounds of an access service.
 *
 * @param entriesPerOwner what one owner may set; one more gets 554
 * @param entries what all owners together may set; one more gets 554
 * @param waiting operations that wait for the store; one more gets 451
 */
public record AccessBounds(int entriesPerOwner, int entries, int waiting) {
    /**
     * Those that an operator has chosen.
     *
     * @param limits all bounds
     * @return those of an access service
     */
    public static AccessBounds of(Limits limits) {
        return new AccessBounds(
                limits.number(Limit.ACCESS_ENTRIES_PER_OWNER),
                limits.number(Limit.ACCESS_ENTRIES),
                limits.number(Limit.ACCESS_OPERATIONS));
    }
}

package org.imxp.relay.access;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.relay.store.AccessRows;

/**
 * Has the table forget what somebody allowed whose account was removed while the relay runs, so that whoever gets the address next
 * is not bound by it. Used by all threads that may block.
 */
public final class FormerOwners {
    private final AccessTable table;
    private final AccessRows rows;

    /**
     * Watches over a table.
     *
     * @param table by which the relay decides
     * @param rows where entries are kept; those of an account go with it
     */
    public FormerOwners(AccessTable table, AccessRows rows) {
        this.table = table;
        this.rows = rows;
    }

    /**
     * Takes note of what was found out about an account. Blocks if entries are there that may be somebody else's: the store is asked
     * again, since clocks of two machines may differ.
     *
     * @param endpoint the account's
     * @param since when it was made; empty if there is none
     */
    public void known(Address endpoint, Optional<Instant> since) {
        for (var owner : table.owners(endpoint)) {
            boolean mayBeAnothers =
                    since.map(made -> table.of(owner).isOlderThan(made)).orElse(true);
            if (mayBeAnothers) {
                table.exclusively(() -> table.reload(owner, rows));
            }
        }
    }
}

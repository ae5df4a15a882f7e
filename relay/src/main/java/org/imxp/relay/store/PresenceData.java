package org.imxp.relay.store;

import java.util.List;
import java.util.Optional;

/**
 * What the presence service keeps: entries, and operations that go on (RFC 3343 section 4).
 *
 * <p>Methods block and are called on virtual threads only. One that returns normally has its change on disk, where it
 * outlives a crash. Each throws {@link StoreException} when the database cannot do what is asked.
 */
public interface PresenceData {
    /** The most in one page. */
    int MAX_PAGE = 1_000;

    /**
     * Makes changes, in their order, all or nothing, at the cost of one transaction.
     *
     * @param changes the changes
     */
    void change(List<PresenceChange> changes);

    /**
     * One page of all entries, in the order of their publishers' code points.
     *
     * @param after the publisher of the last one of the page before; empty text for the first page
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return fewer than the limit mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<PresenceRow> entries(String after, int limit);

    /**
     * One page of all operations, in a fixed order.
     *
     * @param after the last one of the page before; empty for the first page
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return fewer than the limit mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<OperationRow> operations(Optional<OperationRow> after, int limit);
}

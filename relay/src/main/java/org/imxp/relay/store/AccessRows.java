package org.imxp.relay.store;

import java.util.List;
import java.util.function.Consumer;

/**
 * The access entries that owners have set (RFC 3341 section 4: they are kept in persistent storage).
 *
 * <p>Methods block and are called on virtual threads only. One that returns normally has its change on disk, where it
 * outlives a crash. Each throws {@link StoreException} when the database cannot do what is asked.
 */
public interface AccessRows {
    /**
     * Makes some changes, all or none, in order, at the cost of one transaction.
     *
     * @param changes each for what is there before it, or was made by one before it
     * @return false if something else is there than a change says; then nothing was changed
     */
    boolean change(List<? extends AccessChange> changes);

    /**
     * The entries of one owner.
     *
     * @param owner exactly this address
     * @return in any order
     */
    List<AccessRow> of(String owner);

    /**
     * The entries of all owners.
     *
     * @param taker gets one after another, in any order
     */
    void all(Consumer<AccessRow> taker);
}

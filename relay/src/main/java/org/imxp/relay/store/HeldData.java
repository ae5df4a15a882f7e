package org.imxp.relay.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data that waits for recipients that are not attached (RFC 3342 section 3).
 *
 * <p>Methods block and are never called on an event loop. One that returns normally has its change on disk, where it
 * outlives a crash. Each throws {@link StoreException} when the database cannot do what is asked.
 */
public interface HeldData {
    /** The most data in one page. */
    int MAX_PAGE = 1_000;

    /**
     * A data in the store.
     *
     * @param number its place in the order of arrival: greater than those of all that came before
     * @param datum what is held
     */
    record Stored(long number, HeldDatum datum) {}

    /**
     * Adds some data and removes others, all or nothing, at the cost of one transaction.
     *
     * @param added in the order of arrival
     * @param removed the numbers of those that need not be held any more; some may be gone already
     */
    void change(List<HeldDatum> added, Collection<Long> removed);

    /**
     * What comes next for a recipient.
     *
     * @param recipient exactly this address
     * @param after the number of the last one that was got; 0 for the first
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return in the order of arrival; fewer than the limit mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<Stored> next(String recipient, long after, int limit);

    /**
     * What a recipient need not get any more.
     *
     * @param recipient exactly this address
     * @param now data with this expiry or an earlier one is meant
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return in the order of arrival
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<Stored> expired(String recipient, Instant now, int limit);

    /**
     * For whom data is held that has expired.
     *
     * @param now data with this expiry or an earlier one is meant
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return the recipients, in any order
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<String> recipientsOfExpired(Instant now, int limit);

    /**
     * When the next data expires.
     *
     * @return the earliest expiry, past or to come; empty if nothing that is held expires
     */
    Optional<Instant> firstExpiry();

    /**
     * How much is held for one recipient.
     *
     * @param recipient exactly this address
     * @return the totals
     */
    HeldTotals totals(String recipient);

    /**
     * How much is held for everyone.
     *
     * @return the totals of each recipient that has some
     */
    Map<String, HeldTotals> totals();
}

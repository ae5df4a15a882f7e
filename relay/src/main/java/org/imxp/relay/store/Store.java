package org.imxp.relay.store;

/**
 * What a relay keeps.
 *
 * <p>Safe for use by many threads. Its methods, and those of what it hands out, block; they are called on virtual
 * threads only. Each throws {@link StoreException}.
 */
public interface Store extends AutoCloseable {
    /**
     * The accounts.
     *
     * @return the same object each time, usable until the store is closed
     */
    Accounts accounts();

    /**
     * The data that waits for its recipients.
     *
     * @return the same object each time, usable until the store is closed
     */
    HeldData held();

    /**
     * The access entries that owners have set.
     *
     * @return the same object each time, usable until the store is closed
     */
    AccessRows access();

    /**
     * What the presence service keeps.
     *
     * @return the same object each time, usable until the store is closed
     */
    PresenceData presence();

    /**
     * What the contact service keeps.
     *
     * @return the same object each time, usable until the store is closed
     */
    ContactData contacts();

    /** Lets go of the database. What was acknowledged before is kept. A second call does nothing. */
    @Override
    void close();
}

package org.imxp.relay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;

/**
 * What the contact service keeps: contact lists, and requests.
 *
 * <p>What is asked for is what belongs to an account that was made at a given time: what is older was another's who had the same
 * address.
 *
 * <p>Methods block and are called on virtual threads only. One that returns normally has its change on disk, where it outlives a
 * crash. Each throws {@link StoreException} when the database cannot do what is asked.
 */
public interface ContactData {
    /** The most in one page. */
    int MAX_PAGE = 1_000;

    /**
     * Makes changes, in their order, all or nothing, at the cost of one transaction.
     *
     * @param changes the changes
     */
    void change(List<? extends ContactChange> changes);

    /**
     * Makes changes likewise, if an account is the one still that it was when they were asked for.
     *
     * @param owner its endpoint
     * @param since when it was made
     * @param changes the changes
     * @return false if there is none that was made then; nothing has changed
     */
    boolean changeOf(String owner, Instant since, List<? extends ContactChange> changes);

    // ---- contact lists ---------------------------------------------------------------------------------------------

    /**
     * Somebody on a list.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @param address who
     * @return empty if they are not on it
     */
    Optional<ContactRow> contact(String owner, Instant since, String address);

    /**
     * One page of a list, in the order of the addresses' code points.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @param after the last address of the page before; empty text for the first page
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return fewer than the limit mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<ContactRow> contacts(String owner, Instant since, String after, int limit);

    /**
     * How long a list is.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @return how many are on it
     */
    long contacts(String owner, Instant since);

    /**
     * How long all lists are.
     *
     * @return how many are on them
     */
    long contacts();

    // ---- requests --------------------------------------------------------------------------------------------------

    /**
     * The request between two endpoints.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @param side whether the owner asked or was asked
     * @param other the other endpoint
     * @return empty if there is none
     */
    Optional<ContactRequestRow> request(String owner, Instant since, Side side, String other);

    /**
     * One page of requests, in the order of the code points of the others.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @param side whether the owner asked or was asked
     * @param after the last other one of the page before; empty text for the first page
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return of whatever status; fewer than the limit mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<ContactRequestRow> requests(String owner, Instant since, Side side, String after, int limit);

    /**
     * How many requests there are of one status.
     *
     * @param owner whose
     * @param since when the owner's account was made
     * @param status which
     * @return how many
     */
    long requests(String owner, Instant since, Status status);

    /**
     * How many requests an owner has made.
     *
     * @param owner whose
     * @param from since when
     * @return how many of those that are kept
     */
    long asked(String owner, Instant from);

    /**
     * The oldest request of one status.
     *
     * @param owner whose
     * @param status which
     * @return empty if there is none
     */
    Optional<ContactRequestRow> oldest(String owner, Status status);

    /**
     * How many requests there are in all.
     *
     * @return of whatever status
     */
    long requests();

    /**
     * Requests of which other services were told.
     *
     * @param transId by this transaction-identifier
     * @return in any order
     */
    List<ContactRequestRow> told(int transId);

    /**
     * Requests about which something is to be done.
     *
     * @param now what time it is
     * @param limit how many, 1 to {@link #MAX_PAGE}
     * @return those that are due first
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<ContactRequestRow> due(Instant now, int limit);

    /**
     * When something is to be done next.
     *
     * @return empty if there are no requests
     */
    Optional<Instant> nextDue();
}

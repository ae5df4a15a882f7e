package org.imxp.relay.store;

import java.util.List;
import java.util.Optional;

/**
 * Who may attach: the endpoints of this relay's domains with their credentials (OPEN-8).
 *
 * <p>Methods block and are called on virtual threads only. One that returns normally has its change on disk, where it
 * outlives a crash and is seen by every process that has the database open. Each throws {@link StoreException} when
 * the database cannot do what is asked.
 */
public interface Accounts {
    /** The most endpoints in one page of {@link #list}. */
    int MAX_PAGE = 1_000;

    /**
     * Adds an account.
     *
     * @param account what to keep
     * @throws StoreException with reason EXISTS if its endpoint has an account
     */
    void add(Account account);

    /**
     * Adds many accounts, all of them or none; one whose endpoint has an account is left out.
     *
     * @param accounts what to keep, at most {@link #MAX_PAGE}
     * @return the endpoints that had an account, in the order given
     * @throws IllegalArgumentException if they are more
     */
    List<String> addAll(List<Account> accounts);

    /**
     * Gives an account new credentials; the rest of it stays.
     *
     * @param endpoint whose account
     * @param credentials the new ones
     * @throws StoreException with reason ABSENT if the endpoint has no account
     */
    void replaceCredentials(String endpoint, Credentials credentials);

    /**
     * Removes an account, the data that is held for it, and its presence.
     *
     * @param endpoint whose account
     * @return whether there was one
     */
    boolean remove(String endpoint);

    /**
     * Looks an account up.
     *
     * @param endpoint whose account
     * @return the account, or empty if the endpoint has none
     */
    Optional<Account> find(String endpoint);

    /**
     * One page of a domain's endpoints, in the order of their code points.
     *
     * @param domain whose endpoints
     * @param after the last endpoint of the page before; empty text for the first page
     * @param limit the size of the page, 1 to {@link #MAX_PAGE}
     * @return at most {@code limit} endpoints; fewer mean that there are no more
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<String> list(String domain, String after, int limit);

    /**
     * The domains that have accounts.
     *
     * @return the domains, in order
     * @throws StoreException if the store can't be read
     */
    List<String> domains();

    /**
     * How many accounts there are, in all domains.
     *
     * @return the number
     */
    long count();
}

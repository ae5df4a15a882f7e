package org.imxp.beep.sasl;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where accounts are found. */
@FunctionalInterface
public interface CredentialSource {
    /**
     * Finds an account. It is asked on the session's thread and must not block it; time that it takes for an unknown account
     * should be that of a known one.
     *
     * @param username as the peer sent it: {@code fred@example.com}, or {@code fred}, which is then one of {@code serverName}
     * @param serverName the domain that the peer asked for
     * @return the account, or nothing; a stage that fails becomes a 454
     */
    CompletionStage<Optional<StoredCredentials>> find(String username, String serverName);

    /**
     * Accounts in memory. They are found by their identity, and where a username has no {@code @}, by the identity
     * {@code username@serverName}; a domain may be written in capitals.
     *
     * @param accounts any number, each with an identity of its own
     * @return the accounts; later changes of the collection do not count
     * @throws IllegalArgumentException if two have the same identity
     */
    static CredentialSource of(Collection<StoredCredentials> accounts) {
        return new AccountsInMemory(accounts);
    }
}

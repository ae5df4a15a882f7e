package org.imxp.relay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.imxp.beep.sasl.CredentialSource;
import org.imxp.beep.sasl.DigestSecrets;
import org.imxp.beep.sasl.ScramKeys;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import org.imxp.relay.service.AccountDirectory;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.Accounts;
import org.imxp.relay.store.Octets;

/** The store's accounts, asked on threads that may block. */
final class StoredAccounts implements AccountDirectory, CredentialSource {
    private final Accounts accounts;
    private final ServedDomains domains;
    private final Executor executor;
    private final BiConsumer<Address, Optional<Instant>> known;

    /**
     * Accounts of a store.
     *
     * @param executor runs what blocks: virtual threads
     * @param known is told when an account was made, or that there is none, each time that is found out; may block
     */
    StoredAccounts(
            Accounts accounts, ServedDomains domains, Executor executor, BiConsumer<Address, Optional<Instant>> known) {
        this.known = known;
        this.accounts = accounts;
        this.domains = domains;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Boolean> exists(Address endpoint) {
        return find(endpoint.parent()).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Optional<Instant>> since(Address endpoint) {
        return find(endpoint.parent()).thenApply(found -> found.map(Account::created));
    }

    @Override
    public CompletionStage<Optional<StoredCredentials>> find(String username, String serverName) {
        return endpoint(username, serverName)
                .map(this::find)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(found -> found.map(StoredAccounts::credentials));
    }

    /** The endpoint that a username means: its own words, or a local part of the domain that the session is for. */
    private Optional<Address> endpoint(String username, String serverName) {
        try {
            return Optional.of(Address.parse(username.indexOf('@') < 0 ? username + "@" + serverName : username))
                    .filter(domains::has);
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<Account>> find(Address endpoint) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var found = accounts.find(endpoint.toString());
                    known.accept(endpoint, found.map(Account::created));
                    return found;
                },
                executor);
    }

    private static StoredCredentials credentials(Account account) {
        var scram = account.credentials().scram();
        var digest = account.credentials().digestMd5();
        var local = account.endpoint()
                .substring(0, account.endpoint().length() - account.domain().length() - 1);
        return new StoredCredentials(
                account.endpoint(),
                new ScramKeys(
                        octets(scram.salt()), scram.iterations(), octets(scram.storedKey()), octets(scram.serverKey())),
                new DigestSecrets(
                        account.domain(),
                        Map.of(account.endpoint(), octets(digest.whole()), local, octets(digest.local()))));
    }

    private static org.imxp.beep.sasl.Octets octets(Octets stored) {
        return org.imxp.beep.sasl.Octets.of(stored.copy());
    }
}

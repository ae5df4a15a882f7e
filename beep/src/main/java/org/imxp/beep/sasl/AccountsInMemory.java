package org.imxp.beep.sasl;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A few accounts, for a listener that has no store. */
final class AccountsInMemory implements CredentialSource {
    private final Map<String, StoredCredentials> byIdentity;

    AccountsInMemory(Collection<StoredCredentials> accounts) {
        byIdentity = accounts.stream()
                .collect(Collectors.toUnmodifiableMap(
                        account -> key(account.identity()), Function.identity(), (one, other) -> {
                            throw new IllegalArgumentException("there are two accounts of " + one.identity());
                        }));
    }

    @Override
    public CompletionStage<Optional<StoredCredentials>> find(String username, String serverName) {
        var found = Optional.ofNullable(byIdentity.get(key(username)));
        return CompletableFuture.completedStage(
                found.isPresent() || username.indexOf('@') >= 0
                        ? found
                        : Optional.ofNullable(byIdentity.get(key(username + "@" + serverName))));
    }

    /** A local part is as it is; a domain has no case. */
    private static String key(String identity) {
        var at = identity.lastIndexOf('@');
        return at < 0
                ? identity
                : identity.substring(0, at) + identity.substring(at).toLowerCase(Locale.ROOT);
    }
}

package org.imxp.beep.sasl;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all mechanisms do alike: find the account, and pass the verdict. Nothing here depends on whether the account exists, up to
 * the verdict.
 */
final class Attempt {
    /** The longest username, in characters; it bounds what the throttle keeps. */
    static final int MAX_USERNAME = 512;

    private final CredentialSource source;
    private final LoginThrottles throttles;
    private final Decoys decoys;
    private final SaslContext context;

    Attempt(CredentialSource source, LoginThrottles throttles, Decoys decoys, SaslContext context) {
        this.source = source;
        this.throttles = throttles;
        this.decoys = decoys;
        this.context = context;
    }

    SaslContext context() {
        return context;
    }

    /** Finds the account of a username, or a decoy, and goes on with it by the executor. */
    CompletionStage<SaslStep> withAccount(String username, Executor executor, Function<Account, SaslStep> next) {
        if (username.isEmpty() || username.length() > MAX_USERNAME) {
            throw new SaslSyntaxException(
                    "the username has " + username.length() + " characters; 1 to " + MAX_USERNAME + " are allowed");
        }
        var key = canonical(username);
        if (!throttles.admit(key, context.peer())) {
            return CompletableFuture.completedStage(throttled());
        }
        var decoy = new Account(key, decoys.of(key, context.serverName()), false);
        return source.find(username, context.serverName())
                .thenApply(found -> found.map(credentials -> new Account(key, credentials, true))
                        .orElse(decoy))
                .thenApplyAsync(next, executor);
    }

    /** The octets that DIGEST-MD5 compares with, those of a decoy where the account has none for this way to write it. */
    Octets digestSecret(Account account, String username) {
        var decoy = decoys.digest(account.key());
        return account.credentials()
                .digestMd5()
                .find(username, context.serverName())
                .orElse(decoy);
    }

    /** The keys that SCRAM proves with, those of a decoy where the account has none of this hash. */
    ScramKeys scramKeys(Account account, ScramHash hash) {
        var decoy = decoys.scram(hash, account.key());
        return account.credentials().scram(hash).orElse(decoy);
    }

    /** The end: the identity is the account's own, and another one cannot be asked for. */
    SaslStep verdict(Account account, boolean proved, String authzid, Octets data) {
        if (!throttles.admit(account.key(), context.peer())) {
            // Attempts that began side by side must not get more verdicts than attempts in a row.
            return throttled();
        }
        var identity = account.credentials().identity();
        if (proved && account.exists() && (authzid.isEmpty() || authzid.equals(identity))) {
            throttles.succeeded(account.key());
            return new SaslSuccess(identity, data);
        }
        throttles.failed(account.key(), context.peer());
        return badCredentials();
    }

    /** The end without a password: no account is guessed at, so failures are the address's alone. */
    SaslStep verdict(Supplier<Optional<String>> identity) {
        if (!throttles.addresses().admits(context.peer())) {
            return throttled();
        }
        var found = identity.get().filter(name -> !name.isEmpty());
        if (found.isPresent()) {
            return new SaslSuccess(found.get(), Octets.EMPTY);
        }
        throttles.addresses().failed(context.peer());
        return new SaslFailure(SaslFailure.BAD_CREDENTIALS, "this session may not have that identity");
    }

    static SaslFailure badCredentials() {
        return new SaslFailure(
                SaslFailure.BAD_CREDENTIALS, "the username, the password or the asked identity is wrong");
    }

    private static SaslFailure throttled() {
        return new SaslFailure(SaslFailure.TEMPORARY, "too many failures, try again later");
    }

    /** Local part as it is, domain in lower case and always there: one account, one key, however it is written. */
    private String canonical(String username) {
        var at = username.lastIndexOf('@');
        var local = at < 0 ? username : username.substring(0, at);
        var domain = at < 0 ? context.serverName() : username.substring(at + 1);
        return local + "@" + domain.toLowerCase(Locale.ROOT);
    }
}

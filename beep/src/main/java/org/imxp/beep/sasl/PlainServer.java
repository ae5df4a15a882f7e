package org.imxp.beep.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** PLAIN (RFC 4616), inside TLS only. The password is measured against the SCRAM keys, so the store needs nothing else. */
final class PlainServer implements SaslServer {
    private final Attempt attempt;
    private final Executor executor;
    private boolean prompted;

    PlainServer(Attempt attempt, Executor executor) {
        this.attempt = attempt;
        this.executor = executor;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.PLAIN.registeredName();
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        if (!attempt.context().secured()) {
            return CompletableFuture.completedStage(
                    new SaslFailure(SaslFailure.NEEDS_ENCRYPTION, "PLAIN is allowed inside TLS only"));
        }
        if (message.length == 0 && !prompted) {
            prompted = true;
            return CompletableFuture.completedStage(new SaslChallenge(Octets.EMPTY));
        }
        return decide(WireText.utf8(message).split("\0", -1));
    }

    private CompletionStage<SaslStep> decide(String[] parts) {
        if (parts.length != 3) {
            throw new SaslSyntaxException(
                    "the message has " + parts.length + " parts; an identity, a username and a password are expected");
        }
        var username = SaslPrep.prepare(parts[1]);
        var password = SaslPrep.preparePassword(parts[2].toCharArray());
        if (username.isEmpty() || password.isEmpty()) {
            return CompletableFuture.completedStage(Attempt.badCredentials());
        }
        return attempt.withAccount(username.get(), executor, account -> decide(account, password.get(), parts[0]));
    }

    private SaslStep decide(Account account, char[] password, String authzid) {
        var keys = account.credentials().scramSha256();
        var derived = ScramArithmetic.keys(ScramHash.SHA_256, password, keys.salt(), keys.iterations());
        return attempt.verdict(account, keys.storedKey().equals(derived.storedKey()), authzid, Octets.EMPTY);
    }
}

package org.imxp.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.AccountDirectory;

/** Finds out why data did not reach an endpoint, with a bounded number of questions at once. Used by all threads. */
final class AccountLookups {
    /** The endpoint is away, and nobody can be asked what that means. */
    static final Outcome UNKNOWN = Outcome.of(ReplyCode.ABORTED, Sentence.EXISTENCE_UNKNOWN);

    private final AccountDirectory directory;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    AccountLookups(AccountDirectory directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    CompletionStage<Outcome> whyNotAttached(Address endpoint) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return CompletableFuture.completedStage(UNKNOWN);
        }
        return directory.exists(endpoint).handle((exists, failure) -> {
            waiting.decrementAndGet();
            if (failure != null) {
                return UNKNOWN;
            }
            return exists ? Outcome.NOT_ATTACHED : Outcome.UNKNOWN_ENDPOINT;
        });
    }

    /** How many questions wait for their answer. */
    int waiting() {
        return waiting.get();
    }
}

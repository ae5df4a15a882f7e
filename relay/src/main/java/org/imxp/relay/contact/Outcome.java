package org.imxp.relay.contact;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.ReplyCode;

/**
 * What became of an operation.
 *
 * @param refusal why it was not done; empty if it was, which is on disk then
 * @param then what is to be said when it has been answered
 */
record Outcome(Optional<Refusal> refusal, Runnable then) {
    static final Outcome NOT_STORED = refused(Refusal.NOT_STORED);

    static Outcome done(Runnable then) {
        return new Outcome(Optional.empty(), then);
    }

    static Outcome done() {
        return done(() -> {});
    }

    static Outcome refused(Refusal refusal) {
        return new Outcome(Optional.of(refusal), () -> {});
    }

    static Outcome refused(ReplyCode code, String words) {
        return refused(new Refusal(code, words));
    }

    /** The account was removed, or another has its address, since the operation was admitted. */
    static Outcome gone(String owner) {
        return refused(ReplyCode.NOT_TAKEN, owner + " does not exist any more");
    }

    CompletionStage<Outcome> now() {
        return CompletableFuture.completedStage(this);
    }
}

package org.imxp.beep.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a mechanism to the contract of {@link SaslServer}: one attempt, one message at a time, bounded, and never an exception. */
final class GuardedServer implements SaslServer {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedServer.class);

    private enum State {
        READY,
        BUSY,
        OVER
    }

    private final SaslServer inner;
    private final AtomicReference<State> state = new AtomicReference<>(State.READY);

    GuardedServer(SaslServer inner) {
        this.inner = inner;
    }

    @Override
    public String mechanism() {
        return inner.mechanism();
    }

    @Override
    public CompletionStage<SaslStep> begin() {
        return alone(inner::begin);
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        return alone(() -> bounded(message));
    }

    private CompletionStage<SaslStep> bounded(byte[] message) {
        return message.length <= MAX_MESSAGE
                ? inner.respond(message)
                : CompletableFuture.completedStage(
                        malformed("the message has " + message.length + " octets; " + MAX_MESSAGE + " are allowed"));
    }

    private CompletionStage<SaslStep> alone(Supplier<CompletionStage<SaslStep>> answer) {
        if (!state.compareAndSet(State.READY, State.BUSY)) {
            return CompletableFuture.completedStage(malformed("a message that this attempt did not wait for"));
        }
        return caught(answer).handle(this::settle);
    }

    private static CompletionStage<SaslStep> caught(Supplier<CompletionStage<SaslStep>> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private SaslStep settle(@Nullable SaslStep step, @Nullable Throwable problem) {
        var settled = step != null ? step : failure(problem);
        state.set(settled instanceof SaslChallenge ? State.READY : State.OVER);
        return settled;
    }

    private SaslFailure failure(@Nullable Throwable problem) {
        var cause = problem instanceof CompletionException wrapper ? wrapper.getCause() : problem;
        if (cause instanceof SaslSyntaxException syntax) {
            return malformed(syntax.sentence());
        }
        if (!(cause instanceof RejectedExecutionException)) {
            // A full executor is a bound at work, and no peer may fill the log with it.
            LOG.warn("{}: a login could not be decided", inner.mechanism(), cause);
        }
        return new SaslFailure(SaslFailure.TEMPORARY, "the login cannot be decided now, try again later");
    }

    private static SaslFailure malformed(String sentence) {
        return new SaslFailure(SaslFailure.MALFORMED, sentence);
    }
}

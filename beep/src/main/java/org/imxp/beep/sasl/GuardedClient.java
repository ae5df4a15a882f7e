package org.imxp.beep.sasl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a mechanism to the contract of {@link SaslClient}: one attempt, one message at a time, bounded, and never an exception. */
final class GuardedClient implements SaslClient {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedClient.class);

    private enum State {
        READY,
        BUSY,
        OVER
    }

    private final SaslClient inner;
    private final AtomicReference<State> state = new AtomicReference<>(State.READY);

    GuardedClient(SaslClient inner) {
        this.inner = inner;
    }

    @Override
    public String mechanism() {
        return inner.mechanism();
    }

    @Override
    public Optional<Octets> initialResponse() {
        return inner.initialResponse();
    }

    @Override
    public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
        if (!state.compareAndSet(State.READY, State.BUSY)) {
            return CompletableFuture.completedStage(
                    new SaslAbort("the server sent a message that this attempt did not wait for"));
        }
        return begin(challenge, complete).handle(this::settle);
    }

    private CompletionStage<SaslClientStep> begin(byte[] challenge, boolean complete) {
        if (challenge.length > MAX_CHALLENGE) {
            return CompletableFuture.completedStage(new SaslAbort(
                    "the server's message has " + challenge.length + " octets; " + MAX_CHALLENGE + " are allowed"));
        }
        try {
            return inner.respond(challenge, complete);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private SaslClientStep settle(@Nullable SaslClientStep step, @Nullable Throwable problem) {
        var settled = step != null ? step : abort(problem);
        state.set(settled instanceof SaslResponse ? State.READY : State.OVER);
        return settled;
    }

    private SaslAbort abort(@Nullable Throwable problem) {
        var cause = problem instanceof CompletionException wrapper ? wrapper.getCause() : problem;
        if (cause instanceof SaslSyntaxException syntax) {
            return new SaslAbort("the server's message is malformed: " + syntax.sentence());
        }
        LOG.warn("{}: a challenge could not be answered", inner.mechanism(), cause);
        return new SaslAbort("the challenge could not be answered");
    }
}

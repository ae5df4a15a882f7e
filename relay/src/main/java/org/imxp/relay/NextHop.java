package org.imxp.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the relay of another domain: a session that is made when there is data, kept while it is useful, and made again
 * after a pause that grows. Used by all threads.
 */
final class NextHop {
    private static final Logger LOG = LoggerFactory.getLogger(NextHop.class);

    private sealed interface State {
        /** No session; until some time none is tried. */
        record Resting(Instant until, String why, boolean isUnknown) implements State {}

        /** A session is being made; data wait for it. */
        record Connecting(List<Waiting> waiting, HopQueue queue) implements State {}

        /** A session is there. */
        record Ready(RelayLink link) implements State {}
    }

    private record Waiting(Departure departure, CompletableFuture<Outcome> outcome) {}

    private final Domain domain;
    private final HopConnecting connecting;
    private final HopBounds bounds;
    private final Time time;
    private State state = new State.Resting(Instant.MIN, "", false);
    private int failures;

    NextHop(Domain domain, HopConnecting connecting, HopBounds bounds, Time time) {
        this.domain = domain;
        this.connecting = connecting;
        this.bounds = bounds;
        this.time = time;
    }

    CompletionStage<Outcome> send(Departure departure) {
        State.Connecting begun;
        CompletionStage<Outcome> outcome;
        synchronized (this) {
            switch (state) {
                case State.Ready(var link) -> {
                    return link.send(departure);
                }
                case State.Connecting now -> {
                    return waits(now, departure);
                }
                case State.Resting resting -> {
                    if (time.instant().isBefore(resting.until())) {
                        return CompletableFuture.completedStage(unreachable(resting));
                    }
                    begun = new State.Connecting(new ArrayList<>(), new HopQueue(bounds));
                    state = begun;
                    outcome = waits(begun, departure);
                }
            }
        }
        connect();
        return outcome;
    }

    /** Whether nothing would be forgotten with it. */
    synchronized boolean isForgettable() {
        return state instanceof State.Resting resting && !time.instant().isBefore(resting.until());
    }

    /** How many data wait for a session that is being made. */
    synchronized int waiting() {
        return state instanceof State.Connecting connecting
                ? connecting.waiting().size()
                : 0;
    }

    private CompletionStage<Outcome> waits(State.Connecting now, Departure departure) {
        if (!now.queue().take(size(departure.unchanged()))) {
            return CompletableFuture.completedStage(now.queue().full());
        }
        var waiting = new Waiting(departure, new CompletableFuture<>());
        now.waiting().add(waiting);
        return waiting.outcome();
    }

    private static long size(Payload payload) {
        return MeshChannel.WRITER.write(payload, Dialect.APEX).stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    private void connect() {
        var _ = begin().whenComplete((connected, failure) -> {
            if (failure == null) {
                ready(connected);
            } else {
                failed(failure);
            }
        });
    }

    /** What can't even begin has failed too: data that wait for it would wait for ever. */
    private CompletionStage<HopConnecting.Connected> begin() {
        try {
            return connecting.connect(domain);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void ready(HopConnecting.Connected connected) {
        LOG.debug("a session with the relay of {} is there", domain);
        State.Connecting before;
        synchronized (this) {
            before = (State.Connecting) state;
            state = new State.Ready(connected.link());
            failures = 0;
            // In the order of their coming, before any other is sent.
            before.waiting().forEach(waiting -> pass(connected.link(), waiting));
        }
        var _ = connected.ended().thenAccept(reason -> ended(connected.link(), reason));
        endWhenIdle(connected, connected.link().sent());
    }

    private static void pass(RelayLink link, Waiting waiting) {
        var _ = link.send(waiting.departure()).thenAccept(waiting.outcome()::complete);
    }

    private void failed(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var why = String.valueOf(cause.getMessage());
        List<Waiting> waiting;
        State.Resting resting;
        synchronized (this) {
            waiting = ((State.Connecting) state).waiting();
            failures++;
            var pause = bounds.pause(failures);
            resting = new State.Resting(time.instant().plus(pause), why, cause instanceof UnknownDomainException);
            state = resting;
            LOG.info("the relay of {} is not reached, left alone for {}: {}", domain, pause, why);
        }
        waiting.forEach(each -> each.outcome().complete(unreachable(resting)));
    }

    private synchronized void ended(RelayLink link, String reason) {
        if (state instanceof State.Ready ready && ready.link() == link) {
            LOG.debug("the session with the relay of {} is over: {}", domain, reason);
            state = new State.Resting(Instant.MIN, reason, false);
        }
    }

    private void endWhenIdle(HopConnecting.Connected connected, long sentBefore) {
        try {
            var _ = time.after(bounds.idleTime(), () -> look(connected, sentBefore));
        } catch (RejectedExecutionException e) {
            LOG.debug("as many alarms wait as may: the session with the relay of {} is not looked after", domain);
        }
    }

    private void look(HopConnecting.Connected connected, long sentBefore) {
        if (connected.ended().toCompletableFuture().isDone()) {
            return;
        }
        var sent = connected.link().sent();
        if (sent == sentBefore) {
            ended(connected.link(), "no data for " + bounds.idleTime());
            connected.release();
        } else {
            endWhenIdle(connected, sent);
        }
    }

    /** Whether there is such a domain makes the difference for who sends: 550, or 421 (requirement CORE-43). */
    private Outcome unreachable(State.Resting resting) {
        if (resting.isUnknown()) {
            return Outcome.of(ReplyCode.NOT_TAKEN, Sentence.UNKNOWN_DOMAIN, domain, resting.why());
        }
        var seconds = Duration.between(time.instant(), resting.until()).toSeconds();
        return seconds > 0
                ? Outcome.of(
                        ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.RELAY_UNREACHABLE_YET, domain, resting.why(), seconds)
                : Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.RELAY_UNREACHABLE, domain, resting.why());
    }
}

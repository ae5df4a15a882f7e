package org.imxp.bench.beep;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.Sample;

/** Counts the messages of one run. Its owner is the thread that gets the replies; only the stop comes from outside. */
final class Flight {
    private static final long GRACE_SECONDS = 30;

    private final int depth;
    private final Latencies latencies;
    private final CompletableFuture<Sample> done = new CompletableFuture<>();
    private volatile boolean stopping;
    private long started;
    private long sentAt;
    private long messages;
    private int inFlight;

    private Flight(int depth, Latencies latencies) {
        this.depth = depth;
        this.latencies = latencies;
    }

    /** Goes on until it is stopped; takes times where messages go one by one. */
    static Flight of(Case wanted) {
        return new Flight(wanted.depth(), wanted.depth() == 1 ? Latencies.ready() : Latencies.none());
    }

    /** One message only. */
    static Flight once() {
        var flight = new Flight(1, Latencies.none());
        flight.stop();
        return flight;
    }

    /** Begins; returns how many messages to send. */
    int begin() {
        started = System.nanoTime();
        sentAt = started;
        inFlight = depth;
        return depth;
    }

    /** Replies have come; returns how many messages to send now. */
    int replied(int count) {
        messages += count;
        if (depth == 1) {
            var now = System.nanoTime();
            latencies.add(now - sentAt);
            sentAt = now;
        }
        if (!stopping) {
            return count;
        }
        inFlight -= count;
        if (inFlight == 0) {
            done.complete(new Sample(messages, System.nanoTime() - started, latencies));
        }
        return 0;
    }

    /** What went without a reply for each message is over. */
    void finished(long count) {
        done.complete(new Sample(count, System.nanoTime() - started, latencies));
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isDone() {
        return done.isDone();
    }

    void failed(Throwable cause) {
        done.completeExceptionally(cause);
    }

    void stop() {
        stopping = true;
    }

    /** Lets it go on for a while, and waits for the replies to what was sent. Called by another thread. */
    Sample await(Duration time) {
        try {
            return done.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop();
            return last();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Sample last() {
        try {
            return done.get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no reply within " + GRACE_SECONDS + " seconds", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}

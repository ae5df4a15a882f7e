package org.imxp.bench.mesh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts the messages of one run. Its owner is the event loop of the endpoints, but for {@link #stop} and {@link #await}. */
final class Progress {
    private static final long GRACE_SECONDS = 60;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean stopping;
    private long sent;
    private long accepted;
    private long arrived;
    private long reported;
    private long held;

    void sent() {
        sent++;
    }

    long messagesSent() {
        return sent;
    }

    void accepted() {
        accepted++;
    }

    void arrived() {
        arrived++;
    }

    void reported(boolean asHeld) {
        if (asHeld) {
            held++;
        } else {
            reported++;
        }
    }

    long messages(Manner manner) {
        return switch (manner) {
            case PLAIN -> arrived;
            case STATUS -> reported;
            case HELD -> held;
        };
    }

    boolean isStopping() {
        return stopping;
    }

    /** No more are sent. */
    void stop() {
        stopping = true;
    }

    /** Ends the run if everything that was sent has gone all its way. */
    void check(Manner manner) {
        boolean all = accepted == sent
                && (manner == Manner.HELD || arrived == sent)
                && (manner == Manner.PLAIN || messages(manner) == sent);
        if (stopping && all) {
            done.complete(null);
        }
    }

    /** Ends the run if so many have been fetched, and reported. */
    void checkFetched(long count) {
        if (arrived == count && reported == count) {
            done.complete(null);
        }
    }

    void failed(String what) {
        done.completeExceptionally(new IllegalStateException(what));
    }

    /** Waits for the end; false if it has not come within a time. */
    boolean await(Duration time) {
        try {
            done.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for what is on its way. */
    void awaitAll() {
        if (!await(Duration.ofSeconds(GRACE_SECONDS))) {
            throw new IllegalStateException("of " + sent + " messages sent " + accepted + " were accepted, " + arrived
                    + " arrived, " + reported + " were reported and " + held + " held within " + GRACE_SECONDS
                    + " seconds more");
        }
    }
}

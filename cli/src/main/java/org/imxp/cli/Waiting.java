package org.imxp.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what others do, never for ever. */
final class Waiting {
    /** How long anybody may take. Longer than the endpoint library waits for a report. */
    static final Duration LONGEST = Duration.ofSeconds(45);

    private Waiting() {}

    /**
     * Waits for a result.
     *
     * @param what it is, for the sentence when it does not come
     * @throws CommandFailure if it does not come in time, and whatever it failed with
     */
    static <T> T result(CompletableFuture<T> future, Duration longest, String what) {
        try {
            return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw CommandFailure.refused(what + " did not come within " + longest.toSeconds() + " seconds.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused("Interrupted while waiting.", e);
        } catch (ExecutionException e) {
            throw Failures.unwrapped(e) instanceof RuntimeException known ? known : new CompletionException(e);
        }
    }
}

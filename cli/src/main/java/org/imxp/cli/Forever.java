package org.imxp.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits without a bound: for the person at the terminal. */
final class Forever {
    private Forever() {}

    /**
     * Waits for a result.
     *
     * @throws CommandFailure what it failed with
     */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused("Interrupted while waiting.", e);
        } catch (ExecutionException e) {
            throw Failures.unwrapped(e) instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }
}

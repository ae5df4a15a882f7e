package org.imxp.bench.presence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of one run. */
final class Awaited {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final CompletableFuture<Long> end = new CompletableFuture<>();

    /** It has come now. */
    void come() {
        end.complete(System.nanoTime());
    }

    void failed(String what) {
        end.completeExceptionally(new IllegalStateException(what));
    }

    /** Waits for it; when it came. */
    long time(String what) {
        try {
            return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(what + " has not ended within " + PATIENCE.toMinutes() + " minutes", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(what + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}

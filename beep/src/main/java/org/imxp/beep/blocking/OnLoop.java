package org.imxp.beep.blocking;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.imxp.beep.Session;

/** Runs what only a session's owner may, and hands the result back. */
final class OnLoop {
    private OnLoop() {}

    static <T> void run(Session session, CompletableFuture<T> into, Supplier<CompletableFuture<T>> command) {
        session.execute(() -> {
            try {
                var _ = command.get().whenComplete((result, failure) -> {
                    if (failure == null) {
                        into.complete(result);
                    } else {
                        into.completeExceptionally(unwrapped(failure));
                    }
                });
            } catch (RuntimeException e) {
                into.completeExceptionally(e);
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}

package org.imxp.beep.blocking;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.SessionEndedException;
import org.jspecify.annotations.Nullable;

/** Waits for what an event loop does; no longer than is allowed. */
final class Wait {
    private Wait() {}

    static <T> T until(CompletableFuture<T> done, Duration most, String what) {
        try {
            return done.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SessionEndedException(what + ": nothing within " + most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionEndedException(what + ": the thread was interrupted");
        } catch (ExecutionException e) {
            throw cause(e.getCause());
        }
    }

    /** The same fault, thrown here: its own stack trace says where it arose. */
    private static RuntimeException cause(@Nullable Throwable cause) {
        return switch (cause) {
            case PeerRefusedException refused -> refused;
            case SessionEndedException ended -> ended;
            case RuntimeException other -> other;
            case null, default -> new SessionEndedException("a fault of this side: " + cause);
        };
    }
}

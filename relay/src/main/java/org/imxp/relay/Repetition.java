package org.imxp.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does something again and again, on a thread that may wait, until it is closed. */
interface Repetition {
    /**
     * Begins.
     *
     * @param pause from the end of one time to the begin of the next, and before the first
     * @param task what to do; must not throw
     * @return ends it
     */
    Runnable begin(Duration pause, Runnable task);

    /** By the system's time. */
    static Repetition ofSystem() {
        return (pause, task) -> {
            var thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("certificate").daemon().factory());
            var _ = thread.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
            return thread::shutdownNow;
        };
    }
}

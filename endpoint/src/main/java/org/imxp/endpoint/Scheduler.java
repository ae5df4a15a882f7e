package org.imxp.endpoint;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs commands later. Given to endpoints, so that tests need not wait. */
@FunctionalInterface
public interface Scheduler {
    /**
     * Runs a command after a while.
     *
     * @param delay how long to wait
     * @param command what to run; it does not block
     * @return cancels the command
     */
    Future<?> schedule(Duration delay, Runnable command);

    /**
     * By the system's time.
     *
     * @return a scheduler shared by all
     */
    static Scheduler system() {
        return (delay, command) -> ForkJoinPool.commonPool().schedule(command, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}

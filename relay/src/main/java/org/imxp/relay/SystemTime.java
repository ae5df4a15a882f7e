package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time, by one thread that only hands over. */
final class SystemTime implements Time, AutoCloseable {
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor alarms;

    SystemTime(InstantSource clock) {
        this.clock = clock;
        alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("alarms").daemon().factory());
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Alarm after(Duration delay, Runnable command) {
        var waiting = alarms.schedule(command, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}

package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of the world: what is to happen later happens on one thread, which does not keep the program alive. */
final class SystemTime implements Time, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

    private final InstantSource clock;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledThreadPoolExecutor executor;

    /**
     * Starts the thread when it is first needed.
     *
     * @param clock what time it is
     * @param most how many alarms may wait; one more is rejected
     */
    SystemTime(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("imxp-time").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Alarm after(Duration delay, Runnable command) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException(most + " alarms wait, the most that are allowed");
        }
        var pending = new AtomicBoolean(true);
        try {
            Future<?> scheduled = executor.schedule(
                    () -> {
                        if (end(pending)) {
                            run(command);
                        }
                    },
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
            return () -> {
                if (end(pending)) {
                    scheduled.cancel(false);
                }
            };
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    /** Whether the alarm was still to come; then it is no more. */
    private boolean end(AtomicBoolean pending) {
        boolean was = pending.getAndSet(false);
        if (was) {
            waiting.decrementAndGet();
        }
        return was;
    }

    private static void run(Runnable command) {
        try {
            command.run();
        } catch (RuntimeException e) {
            LOG.error("what was to happen at some time failed", e);
        }
    }

    /** Nothing more happens. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

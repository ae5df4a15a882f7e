package org.imxp.relay.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.relay.service.Alarms;

/** Time that goes by when a test says so. */
final class TestTime implements InstantSource, Alarms {
    private record Waiting(int number, Instant at, Runnable command) {}

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Waiting> waiting = new ArrayList<>();
    private Instant now = START;
    private boolean full;
    private int next;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable command) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        var added = new Waiting(next++, now.plus(delay), command);
        waiting.add(added);
        return () -> cancel(added);
    }

    private synchronized void cancel(Waiting alarm) {
        waiting.remove(alarm);
    }

    /** Takes no more alarms, or does again. */
    synchronized void full(boolean isFull) {
        full = isFull;
    }

    /** Those who waited are there no more. */
    synchronized void clear() {
        waiting.clear();
    }

    synchronized int alarms() {
        return waiting.size();
    }

    void pass(Duration duration) {
        var end = instant().plus(duration);
        for (var due = next(end); due.isPresent(); due = next(end)) {
            due.get().command().run();
        }
        set(end);
    }

    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    private synchronized void set(Instant instant) {
        now = instant;
    }

    private synchronized Optional<Waiting> next(Instant end) {
        var due = waiting.stream()
                .filter(alarm -> !alarm.at().isAfter(end))
                .min(Comparator.comparing(Waiting::at).thenComparingInt(Waiting::number));
        due.ifPresent(alarm -> {
            waiting.remove(alarm);
            now = alarm.at().isAfter(now) ? alarm.at() : now;
        });
        return due;
    }
}

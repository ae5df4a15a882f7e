package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Time that goes by when a test says so. */
final class ManualTime implements Time {
    /** Told apart by their numbers. */
    private record Waiting(int number, Instant at, Runnable command) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int most = Integer.MAX_VALUE;
    private int next;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable command) {
        if (waiting.size() >= most) {
            throw new RejectedExecutionException("full");
        }
        var added = new Waiting(next++, now.plus(delay), command);
        waiting.add(added);
        return () -> cancel(added);
    }

    private synchronized void cancel(Waiting alarm) {
        waiting.remove(alarm);
    }

    /** No more alarms are taken than these. */
    synchronized void allow(int alarms) {
        most = alarms;
    }

    synchronized int alarms() {
        return waiting();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Lets time pass, and what is due happen, in its order and at its time. */
    void pass(Duration duration) {
        var end = instant().plus(duration);
        for (var next = next(end); next.isPresent(); next = next(end)) {
            next.get().command().run();
        }
        set(end);
    }

    void pass(int millis) {
        pass(Duration.ofMillis(millis));
    }

    private synchronized void set(Instant instant) {
        now = instant;
    }

    private synchronized Optional<Waiting> next(Instant end) {
        var due = waiting.stream().filter(alarm -> !alarm.at().isAfter(end)).min(Comparator.comparing(Waiting::at));
        due.ifPresent(alarm -> {
            waiting.remove(alarm);
            now = alarm.at();
        });
        return due;
    }
}

package org.imxp.relay.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Time that goes by when a test says so. */
public class ManualAlarms implements InstantSource, Alarms {
    /** The time at the beginning. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Told apart by their numbers. */
    private record Waiting(int number, Instant at, Runnable command) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private Instant now = START;
    private int most = Integer.MAX_VALUE;
    private int next;

    @Override
    public final synchronized Instant instant() {
        return now;
    }

    @Override
    public final synchronized Alarm after(Duration delay, Runnable command) {
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
    public final synchronized void allow(int alarms) {
        most = alarms;
    }

    /** Alarms that were set are there no more. */
    public final synchronized void clear() {
        waiting.clear();
    }

    /** How many alarms are set. */
    public final synchronized int alarms() {
        return waiting.size();
    }

    /** Lets time pass, and what is due happen, in its order and at its time. */
    public final void pass(Duration duration) {
        var end = instant().plus(duration);
        for (var due = next(end); due.isPresent(); due = next(end)) {
            due.get().command().run();
        }
        set(end);
    }

    /** Lets so many seconds pass. */
    public final void passSeconds(long seconds) {
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

package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A time that passes when a test says so. */
final class HeldTime implements Time {
    private record Later(Instant at, Runnable command) {}

    private final List<Later> later = new ArrayList<>();
    private boolean refusing;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** As many alarms wait as may, until the flag is taken back. */
    synchronized void refuse(boolean now) {
        refusing = now;
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable command) {
        if (refusing) {
            throw new RejectedExecutionException("full");
        }
        var entry = new Later(now.plus(delay), command);
        later.add(entry);
        notifyAll();
        return () -> cancel(entry);
    }

    private synchronized void cancel(Later entry) {
        later.remove(entry);
    }

    synchronized int alarms() {
        return later.size();
    }

    /** Waits until there is an alarm. */
    synchronized void awaitAlarm() throws InterruptedException {
        while (later.isEmpty()) {
            wait();
        }
    }

    void pass(Duration duration) {
        due(duration).forEach(entry -> entry.command().run());
    }

    private synchronized List<Later> due(Duration duration) {
        now = now.plus(duration);
        var due = later.stream()
                .filter(entry -> !entry.at().isAfter(now))
                .sorted(Comparator.comparing(Later::at))
                .toList();
        later.removeAll(due);
        return due;
    }
}

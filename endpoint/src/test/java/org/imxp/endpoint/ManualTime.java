package org.imxp.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Time that stands still until a test moves it. */
final class ManualTime extends Clock implements Scheduler {
    private record Due(Instant at, Runnable command, CompletableFuture<Void> done) {}

    private static final long PATIENCE_MILLIS = 20_000;

    private final List<Due> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    @Override
    public synchronized Future<?> schedule(Duration delay, Runnable command) {
        var due = new Due(now.plus(delay), command, new CompletableFuture<>());
        waiting.add(due);
        notifyAll();
        return due.done();
    }

    /** Waits until something is to happen after exactly this delay. */
    synchronized void awaitAlarm(Duration delay) throws InterruptedException {
        while (waiting.stream().noneMatch(due -> isIn(due, delay))) {
            wait(PATIENCE_MILLIS);
        }
    }

    /** Waits until something is to happen in at most this time. */
    synchronized void awaitAlarmWithin(Duration most) throws InterruptedException {
        while (waiting.stream()
                .noneMatch(due -> !due.done().isCancelled() && !due.at().isAfter(now.plus(most)))) {
            wait(PATIENCE_MILLIS);
        }
    }

    private boolean isIn(Due due, Duration delay) {
        return !due.done().isCancelled() && due.at().equals(now.plus(delay));
    }

    void advance(Duration step) {
        due(step).stream()
                .filter(due -> !due.done().isCancelled())
                .forEach(due -> due.command().run());
    }

    private synchronized List<Due> due(Duration step) {
        now = now.plus(step);
        var ripe = waiting.stream().filter(due -> !due.at().isAfter(now)).toList();
        waiting.removeAll(ripe);
        return ripe;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

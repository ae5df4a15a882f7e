package org.imxp.relay.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.relay.service.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to happen at its time: many of them cost one alarm, and each costs the logarithm of their number. Used by all threads.
 */
final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    /** An alarm is set no further ahead, whatever it is for. */
    private static final Duration FURTHEST = Duration.ofDays(1);

    /** Something that is to happen. */
    record Deadline(Instant at, long number, Runnable then) {}

    private record Set(Instant at, Alarms.Alarm alarm) {}

    private final InstantSource clock;
    private final Alarms alarms;
    private final TreeSet<Deadline> waiting =
            new TreeSet<>(Comparator.comparing(Deadline::at).thenComparingLong(Deadline::number));
    private Optional<Set> alarm = Optional.empty();
    private long next;

    Deadlines(InstantSource clock, Alarms alarms) {
        this.clock = clock;
        this.alarms = alarms;
    }

    /** Has something happen, at once if its time has come; never on this thread. */
    synchronized Deadline at(Instant when, Runnable then) {
        var deadline = new Deadline(when, next++, then);
        waiting.add(deadline);
        arm();
        return deadline;
    }

    /** Lets it be, if it has not begun. */
    synchronized void cancel(Deadline deadline) {
        waiting.remove(deadline);
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }

    private void arm() {
        if (waiting.isEmpty()) {
            return;
        }
        var at = waiting.first().at();
        if (alarm.filter(set -> !set.at().isAfter(at)).isPresent()) {
            return;
        }
        alarm.ifPresent(set -> set.alarm().cancel());
        alarm = Optional.empty();
        var now = clock.instant();
        var delay = at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
        var soonest = delay.compareTo(FURTHEST) > 0 ? FURTHEST : delay;
        try {
            alarm = Optional.of(new Set(now.plus(soonest), alarms.after(roundedUp(soonest), this::ring)));
        } catch (RejectedExecutionException e) {
            // The next that is added tries again.
            LOG.warn("presence that expires at {} does so later: {}", at, e.getMessage());
        }
    }

    /** Alarms are in milliseconds; one that rings too early would be set again. */
    private static Duration roundedUp(Duration delay) {
        return Duration.ofMillis(delay.plusNanos(999_999).toMillis());
    }

    private void ring() {
        synchronized (this) {
            alarm = Optional.empty();
        }
        for (var due = due(); due.isPresent(); due = due()) {
            try {
                due.get().then().run();
            } catch (RuntimeException e) {
                LOG.error("what was to happen at {} failed", due.get().at(), e);
            }
        }
        synchronized (this) {
            arm();
        }
    }

    private synchronized Optional<Deadline> due() {
        boolean isDue = !waiting.isEmpty() && !waiting.first().at().isAfter(clock.instant());
        return isDue ? Optional.ofNullable(waiting.pollFirst()) : Optional.empty();
    }
}

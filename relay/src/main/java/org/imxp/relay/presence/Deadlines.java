package org.imxp.relay.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.relay.presence.DeadlineSlots.Slot;
import org.imxp.relay.service.Alarms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to happen at its time, to the millisecond. Many of them cost one alarm. What is far off waits in a slot of some seconds
 * with others, in no order; a slot whose time has come is sorted out into slots of a millisecond. So each costs no more than a
 * link of a chain until then, and one that is cancelled before, as most are, costs no more ever. Used by all threads.
 */
final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    /** An alarm is set no further ahead, whatever it is for. */
    private static final Duration FURTHEST = Duration.ofDays(1);

    /** Something that is to happen. */
    static final class Deadline {
        private final long at;
        private final Runnable then;

        @Nullable
        Slot slot;

        @Nullable
        Deadline before;

        @Nullable
        Deadline after;

        private Deadline(long at, Runnable then) {
            this.at = at;
            this.then = then;
        }

        /** When, in milliseconds since 1970. */
        long at() {
            return at;
        }
    }

    private record Set(long at, Alarms.Alarm alarm) {}

    private final InstantSource clock;
    private final Alarms alarms;
    /** What is to be sorted out first, sixteen seconds in a slot. */
    private final DeadlineSlots far = new DeadlineSlots(14);
    /** What is before {@link #sorted}. */
    private final DeadlineSlots near = new DeadlineSlots(0);

    private long sorted;
    private int size;
    private Optional<Set> alarm = Optional.empty();

    Deadlines(InstantSource clock, Alarms alarms) {
        this.clock = clock;
        this.alarms = alarms;
        this.sorted = far.startAfter(clock.millis());
    }

    /** Has something happen, at once if its time has come; never on this thread. */
    synchronized Deadline at(Instant when, Runnable then) {
        var deadline = new Deadline(roundedUp(when), then);
        slotsOf(deadline).add(deadline);
        size++;
        arm();
        return deadline;
    }

    private DeadlineSlots slotsOf(Deadline deadline) {
        return deadline.at() < sorted ? near : far;
    }

    /** One that rings too early would find that it is not yet time. */
    private static long roundedUp(Instant when) {
        return when.plusNanos(999_999).toEpochMilli();
    }

    /** Lets it be, if it has not begun. */
    synchronized void cancel(Deadline deadline) {
        if (DeadlineSlots.remove(deadline)) {
            size--;
        }
    }

    /** How many wait. */
    synchronized int size() {
        return size;
    }

    private void arm() {
        var first = first();
        if (first.isEmpty()
                || alarm.filter(set -> set.at() <= first.getAsLong()).isPresent()) {
            return;
        }
        alarm.ifPresent(set -> set.alarm().cancel());
        alarm = Optional.empty();
        var now = clock.instant();
        long delay = Math.max(0, first.getAsLong() - now.toEpochMilli());
        long soonest = Math.min(delay, FURTHEST.toMillis());
        try {
            alarm = Optional.of(
                    new Set(now.toEpochMilli() + soonest, alarms.after(Duration.ofMillis(soonest), this::ring)));
        } catch (RejectedExecutionException e) {
            // The next that is added tries again.
            LOG.warn("presence that expires at {} does so later: {}", now.plusMillis(delay), e.getMessage());
        }
    }

    /** When something is to be done: what is near comes before all that is far. */
    private OptionalLong first() {
        var soon = near.first();
        return soon.isPresent() ? soon : far.first();
    }

    private void ring() {
        synchronized (this) {
            alarm = Optional.empty();
        }
        for (var due = due(); due.isPresent(); due = due()) {
            try {
                due.get().then.run();
            } catch (RuntimeException e) {
                LOG.error(
                        "what was to happen at {} failed",
                        Instant.ofEpochMilli(due.get().at()),
                        e);
            }
        }
        synchronized (this) {
            arm();
        }
    }

    private synchronized Optional<Deadline> due() {
        long now = clock.millis();
        if (now >= sorted) {
            sorted = far.startAfter(now);
            for (var next = far.poll(now); next.isPresent(); next = far.poll(now)) {
                near.add(next.get());
            }
        }
        var due = near.poll(now);
        due.ifPresent(deadline -> size--);
        return due;
    }
}

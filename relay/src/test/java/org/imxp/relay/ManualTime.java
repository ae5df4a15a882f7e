package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until a test moves it. Used by one thread. */
final class ManualTime implements Time {
    private record Due(Instant when, long number, Runnable command) {}

    private final PriorityQueue<Due> alarms =
            new PriorityQueue<>(Comparator.comparing(Due::when).thenComparingLong(Due::number));
    private Instant now = Instant.parse("2001-02-03T04:05:06Z");
    private long count;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Alarm after(Duration delay, Runnable command) {
        var due = new Due(now.plus(delay), count++, command);
        alarms.add(due);
        return () -> alarms.remove(due);
    }

    /** Lets time pass; what is due happens at its own time. */
    void pass(Duration duration) {
        var end = now.plus(duration);
        while (!alarms.isEmpty() && !alarms.element().when().isAfter(end)) {
            var due = alarms.remove();
            now = due.when();
            due.command().run();
        }
        now = end;
    }

    int alarms() {
        return alarms.size();
    }
}

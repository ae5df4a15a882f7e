package org.imxp.beep.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the world says so. */
final class VirtualClock {
    private record Task(long due, int order, Runnable command) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingInt(Task::order));
    private long now;
    private int order;

    void schedule(long milliseconds, Runnable command) {
        tasks.add(new Task(now + milliseconds, order++, command));
    }

    void turn(long milliseconds) {
        var until = now + milliseconds;
        while (!tasks.isEmpty() && tasks.element().due() <= until) {
            var task = tasks.remove();
            now = task.due();
            task.command().run();
        }
        now = until;
    }
}

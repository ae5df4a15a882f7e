package org.imxp.beep.blocking;

import java.util.ArrayDeque;
import java.util.Deque;

/** Runs tasks one after the other on a virtual thread; there is none while there is nothing to do. */
final class InTurn {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    synchronized void run(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            var _ = Thread.ofVirtual().name("beep-service").start(this::work);
        }
    }

    private void work() {
        for (var task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next() {
        var next = tasks.poll();
        running = next != null;
        return next;
    }
}

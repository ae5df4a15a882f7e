package org.imxp.relay;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is open, to be closed once, the last first. Used by one thread at a time. */
final class Shutdown {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    void run() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}

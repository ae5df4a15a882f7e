package org.imxp.beep.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened in a world: a hash of all of it, and its last lines. */
final class Trace {
    private static final int KEPT = Integer.getInteger("imxp.simulation.lines", 60);
    private static final long PRIME = 0x100000001B3L;

    private final Deque<String> last = new ArrayDeque<>();
    private long hash = 0xCBF29CE484222325L;

    void line(String line) {
        hash = (hash ^ line.hashCode()) * PRIME;
        last.add(line);
        if (last.size() > KEPT) {
            last.remove();
        }
    }

    long hash() {
        return hash;
    }

    String end() {
        return String.join("\n", last);
    }
}

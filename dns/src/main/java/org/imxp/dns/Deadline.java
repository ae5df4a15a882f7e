package org.imxp.dns;

import java.time.Duration;

/**
 * When a look-up has to be over. Sockets are waited for, so this is time as the machine counts it, not the clock that was
 * passed in.
 */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** What is left, if that is less. */
    Duration atMost(Duration time) {
        var left = left();
        return left.compareTo(time) < 0 ? left : time;
    }

    boolean isOver() {
        return left().isZero();
    }
}

package org.imxp.endpoint;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How an endpoint whose attachment was lost attaches again: after a while that doubles each time, up to a bound, and of which a
 * random part is left out, so that those who lost a relay together do not come back together.
 *
 * @param first the longest wait before the first attempt. 1 second by default
 * @param longest the longest wait before any. 1 minute by default
 */
public record Reattach(Duration first, Duration longest) {
    /** The waits that are used where nothing else is said. */
    public static final Reattach DEFAULT = new Reattach(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final int MOST_DOUBLINGS = 20;

    /** Checks the range and the order. */
    public Reattach {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("reattach waits " + first + " at first and " + longest
                    + " at most: allowed are 1 millisecond or more, and no less at most than at first");
        }
    }

    /** The wait after so many attempts: between half of the most and all of it. */
    Duration delay(int attempts, RandomGenerator random) {
        var doubled = first.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        long most = doubled.compareTo(longest) < 0 ? doubled.toMillis() : longest.toMillis();
        return Duration.ofMillis(random.nextLong((most + 1) / 2, most + 1));
    }
}

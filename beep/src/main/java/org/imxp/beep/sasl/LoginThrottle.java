package org.imxp.beep.sasl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses: after a number of failures of one key, the key is refused for a while, and for twice as long after
 * each further failure. Of an account or of an address; which, is the caller's.
 *
 * <p>May be used by all threads at once. The table is bounded; when it is full, the key whose last failure is the longest ago is
 * forgotten.
 */
public final class LoginThrottle {
    /**
     * The bounds.
     *
     * @param failures how many are free, at least 1
     * @param window how long after its last failure a key is forgotten; not shorter than {@code longestBackOff}
     * @param firstBackOff how long a key is refused at first
     * @param longestBackOff what the doubling stops at
     */
    public record Bounds(int failures, Duration window, Duration firstBackOff, Duration longestBackOff) {
        /** For accounts: five failures, then five seconds, up to five minutes. */
        public static final Bounds OF_AN_ACCOUNT =
                new Bounds(5, Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(5));
        /** For addresses, which many people may share: thirty failures, then five seconds, up to five minutes. */
        public static final Bounds OF_AN_ADDRESS =
                new Bounds(30, Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(5));

        /** Checks the ranges. */
        public Bounds {
            if (failures < 1) {
                throw new IllegalArgumentException("failures is " + failures + "; at least 1 is allowed");
            }
            if (firstBackOff.isNegative() || firstBackOff.isZero() || longestBackOff.compareTo(firstBackOff) < 0) {
                throw new IllegalArgumentException("the back-off is " + firstBackOff + " to " + longestBackOff
                        + "; it has to begin above zero and not to shrink");
            }
            if (window.compareTo(longestBackOff) < 0) {
                throw new IllegalArgumentException(
                        "the window is " + window + "; it has to be at least the longest back-off, " + longestBackOff);
            }
        }
    }

    /** Keys that are remembered unless said otherwise. */
    public static final int DEFAULT_KEYS = 10_000;

    private record Tally(int failures, Instant last, Instant refusedUntil) {}

    private final Bounds bounds;
    private final int maxKeys;
    private final InstantSource clock;
    /** The longest since its last failure first. */
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /**
     * An empty table.
     *
     * @param bounds when and for how long a key is refused
     * @param maxKeys how many keys are remembered, at least 1
     * @param clock the time
     */
    public LoginThrottle(Bounds bounds, int maxKeys, InstantSource clock) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("maxKeys is " + maxKeys + "; at least 1 is allowed");
        }
        this.bounds = bounds;
        this.maxKeys = maxKeys;
        this.clock = clock;
    }

    /**
     * Whether a key may try now.
     *
     * @param key who
     * @return false while it is refused
     */
    public synchronized boolean admits(String key) {
        return remaining(key).isZero();
    }

    /**
     * How long a key is still refused.
     *
     * @param key who
     * @return zero when it may try
     */
    public synchronized Duration remaining(String key) {
        var tally = tallies.get(key);
        if (tally == null) {
            return Duration.ZERO;
        }
        var rest = Duration.between(clock.instant(), tally.refusedUntil());
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /**
     * Counts a failure.
     *
     * @param key who
     */
    public synchronized void failed(String key) {
        var now = clock.instant();
        var before = tallies.remove(key);
        var failures = 1;
        if (before != null && !before.last().plus(bounds.window()).isBefore(now)) {
            failures = before.failures() + 1;
        }
        makeRoom();
        tallies.put(key, new Tally(failures, now, now.plus(backOff(failures))));
    }

    /**
     * Forgets the failures of a key.
     *
     * @param key who
     */
    public synchronized void succeeded(String key) {
        tallies.remove(key);
    }

    synchronized int size() {
        return tallies.size();
    }

    private void makeRoom() {
        if (tallies.size() >= maxKeys) {
            tallies.remove(tallies.keySet().iterator().next());
        }
    }

    private Duration backOff(int failures) {
        if (failures < bounds.failures()) {
            return Duration.ZERO;
        }
        var backOff = bounds.firstBackOff();
        for (var i = bounds.failures(); i < failures && backOff.compareTo(bounds.longestBackOff()) < 0; i++) {
            backOff = backOff.multipliedBy(2);
        }
        return backOff.compareTo(bounds.longestBackOff()) < 0 ? backOff : bounds.longestBackOff();
    }
}

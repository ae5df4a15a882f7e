package org.imxp.relay.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every bound of a relay, each within its range, and those that depend on each other in agreement. Immutable. */
public final class Limits {
    /** What could never let the longest message through if it were less. */
    static final List<Limit> AT_LEAST_ONE_PAYLOAD = List.of(
            Limit.QUEUED_OCTETS_PER_ATTACHMENT,
            Limit.QUEUED_OCTETS_PER_NEXT_HOP,
            Limit.OCTETS_PER_MINUTE_PER_PEER_DOMAIN);

    private static final Limits DEFAULTS = new Limits(new EnumMap<>(Limit.class));

    private final EnumMap<Limit, Long> chosen;

    private Limits(EnumMap<Limit, Long> chosen) {
        this.chosen = chosen;
    }

    /**
     * Every bound at its default.
     *
     * @return the defaults
     */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * These limits with some others.
     *
     * @param others values in their limits' units; what is not in it stays
     * @return new limits
     * @throws IllegalArgumentException if a value is out of range, or two do not agree
     */
    public Limits with(Map<Limit, Long> others) {
        var both = new EnumMap<>(chosen);
        others.forEach((limit, value) -> {
            check(limit, value);
            both.put(limit, value);
        });
        var limits = new Limits(both);
        AT_LEAST_ONE_PAYLOAD.forEach(limit -> limits.refuseLess(limit, Limit.MAX_PAYLOAD));
        return limits;
    }

    /**
     * These limits with one other, for tests of a bound.
     *
     * @param limit which
     * @param value in its unit
     * @return new limits
     * @throws IllegalArgumentException if the value is out of range, or does not agree with another
     */
    public Limits with(Limit limit, long value) {
        return with(Map.of(limit, value));
    }

    /**
     * A bound on things or octets.
     *
     * @param limit which
     * @return its value; all but {@code held-octets-total} fit into an int
     * @throws IllegalArgumentException if it bounds time
     */
    public int number(Limit limit) {
        return Math.toIntExact(octets(limit));
    }

    /**
     * A bound that may be greater than memory.
     *
     * @param limit which
     * @return its value
     * @throws IllegalArgumentException if it bounds time
     */
    public long octets(Limit limit) {
        if (limit.unit() == Limit.Unit.TIME) {
            throw new IllegalArgumentException(limit.key() + " is a time");
        }
        return value(limit);
    }

    /**
     * A bound on time.
     *
     * @param limit which
     * @return its value
     * @throws IllegalArgumentException if it does not bound time
     */
    public Duration time(Limit limit) {
        if (limit.unit() != Limit.Unit.TIME) {
            throw new IllegalArgumentException(limit.key() + " is not a time");
        }
        return Duration.ofMillis(value(limit));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Limits that)) {
            return false;
        }
        for (var limit : Limit.values()) {
            if (value(limit) != that.value(limit)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        var hash = 0;
        for (var limit : Limit.values()) {
            hash = 31 * hash + Long.hashCode(value(limit));
        }
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.stream(Limit.values())
                .map(limit -> limit.key() + "=" + Amount.format(value(limit), limit.unit()))
                .collect(Collectors.joining(", ", "Limits[", "]"));
    }

    static String range(Limit limit) {
        return Amount.format(limit.least(), limit.unit()) + " to " + Amount.format(limit.most(), limit.unit());
    }

    private long value(Limit limit) {
        return chosen.getOrDefault(limit, limit.byDefault());
    }

    static void check(Limit limit, long value) {
        if (value < limit.least() || value > limit.most()) {
            throw new IllegalArgumentException(Amount.format(value, limit.unit()) + " is not allowed: " + range(limit));
        }
    }

    private void refuseLess(Limit limit, Limit atLeast) {
        if (value(limit) < value(atLeast)) {
            throw new IllegalArgumentException(limit.key() + " of " + Amount.format(value(limit), limit.unit())
                    + " is less than " + atLeast.key() + " of " + Amount.format(value(atLeast), atLeast.unit())
                    + ": it must not be less");
        }
    }
}

package org.imxp.dns;

import java.time.Duration;

/**
 * The bounds of looking for relays.
 *
 * @param lookup how long a look-up may take; then it fails. 10 seconds by default
 * @param attempt how long one server may take to answer one question; then the next server is asked. 2 seconds by default
 * @param attempts how often each server is asked the same question. At least 1; 2 by default
 * @param lookups look-ups under way at once; one more fails at once. At least 1; 1000 by default
 * @param questions questions that wait for servers at once; one more waits. At least 1; 256 by default
 * @param records records of one answer; an answer with more fails. At least 1; 32 by default
 * @param addresses addresses that a look-up gives; what DNS has beyond that, in the order to be tried, is left out. At least
 *     1; 16 by default
 * @param redirects aliases (CNAME) from a name to its records; a longer way fails. At least 0; 8 by default
 * @param entries answers that are kept; the one not used for longest makes room. At least 0; 4096 by default
 * @param leastTtl how long an answer is kept, though its TTL be less. 5 seconds by default
 * @param mostTtl how long an answer with records is kept at most. At least {@code leastTtl}; an hour by default
 * @param mostNegativeTtl how long it is kept that there are no records (RFC 2308). At least {@code leastTtl}; a minute by
 *     default
 */
public record DnsLimits(
        Duration lookup,
        Duration attempt,
        int attempts,
        int lookups,
        int questions,
        int records,
        int addresses,
        int redirects,
        int entries,
        Duration leastTtl,
        Duration mostTtl,
        Duration mostNegativeTtl) {
    private static final DnsLimits DEFAULTS = new DnsLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            2,
            1000,
            256,
            32,
            16,
            8,
            4096,
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofMinutes(1));

    /** Checks the ranges. */
    public DnsLimits {
        atLeast("lookup", lookup, Duration.ofMillis(1));
        atLeast("attempt", attempt, Duration.ofMillis(1));
        atLeast("attempts", attempts, 1);
        atLeast("lookups", lookups, 1);
        atLeast("questions", questions, 1);
        atLeast("records", records, 1);
        atLeast("addresses", addresses, 1);
        atLeast("redirects", redirects, 0);
        atLeast("entries", entries, 0);
        atLeast("leastTtl", leastTtl, Duration.ZERO);
        atLeast("mostTtl", mostTtl, leastTtl);
        atLeast("mostNegativeTtl", mostNegativeTtl, leastTtl);
    }

    /**
     * The standard bounds.
     *
     * @return one shared value
     */
    public static DnsLimits defaults() {
        return DEFAULTS;
    }

    private static <T extends Comparable<T>> void atLeast(String name, T value, T least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed is " + least + " or more");
        }
    }
}

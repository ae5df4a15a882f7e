package org.imxp.bench.measure;

import java.util.Arrays;

/** Times of exchanges in nanoseconds. Bounded: what comes after the last place is not kept. */
public final class Latencies {
    private static final int MOST = 1 << 20;

    private long[] taken = new long[0];
    private int count;

    /**
     * Makes room beforehand, so that nothing is allocated while measuring.
     *
     * @return empty, and ready to take times
     */
    public static Latencies ready() {
        var latencies = new Latencies();
        latencies.taken = new long[MOST];
        return latencies;
    }

    /**
     * Takes none.
     *
     * @return empty, and so it stays
     */
    public static Latencies none() {
        return new Latencies();
    }

    /**
     * Takes a time.
     *
     * @param nanos in nanoseconds
     */
    public void add(long nanos) {
        if (count < taken.length) {
            taken[count++] = nanos;
        }
    }

    /**
     * The time that a part of those taken did not exceed.
     *
     * @param percent which part, 0 to 100
     * @return in nanoseconds; 0 if none were taken
     */
    public long percentile(double percent) {
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(taken, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * percent / 100))];
    }
}

package org.imxp.bench.beep;

import java.util.Arrays;

/** Times of exchanges in nanoseconds. Bounded: what comes after the last place is not kept. */
final class Latencies {
    private static final int MOST = 1 << 20;

    private long[] taken = new long[0];
    private int count;

    /** Makes room beforehand, so that nothing is allocated while measuring. */
    static Latencies ready() {
        var latencies = new Latencies();
        latencies.taken = new long[MOST];
        return latencies;
    }

    static Latencies none() {
        return new Latencies();
    }

    void add(long nanos) {
        if (count < taken.length) {
            taken[count++] = nanos;
        }
    }

    /** 0 if none were taken. */
    long percentile(double percent) {
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(taken, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * percent / 100))];
    }
}

package org.imxp.bench.presence;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Those of many endpoints that have accounts, and so can be asked about: an account takes a transaction of its own to make.
 *
 * @param stored how many endpoints have entries
 */
record Population(int stored) {
    private static final int ACCOUNTS = 1_000;

    /** One in so many. */
    private int step() {
        return Math.max(1, stored / ACCOUNTS);
    }

    /** All of them, with the subscriber of the first. */
    IntStream accounts() {
        return IntStream.concat(
                        IntStream.of(Fill.subscriberOf(0)),
                        IntStream.range(0, stored / step()).map(number -> number * step()))
                .distinct();
    }

    /** One of them. */
    int any(RandomGenerator random) {
        return random.nextInt(stored / step()) * step();
    }
}

package org.imxp.bench.presence;

import java.util.List;

/**
 * How much is measured.
 *
 * @param subscribers of one publisher
 * @param publishers that one subscriber follows
 * @param changes in a round
 * @param rounds how often what is told is measured
 * @param stored entries, and as many subscriptions, that there are at once, from few to many
 * @param lookUps entries asked for in each of these
 * @param endpoints that come all at once
 * @param contacts of each of them
 */
record Sizes(
        int subscribers,
        int publishers,
        int changes,
        int rounds,
        List<Integer> stored,
        int lookUps,
        int endpoints,
        int contacts) {
    /** What is stored, a tenth and a hundredth of it. */
    static List<Integer> upTo(int stored) {
        return List.of(Math.max(1, stored / 100), Math.max(1, stored / 10), stored);
    }

    /** Shows that everything runs, and no more: too little for any figure. */
    static Sizes quick() {
        return new Sizes(4, 3, 2, 1, List.of(100), 20, 5, 2);
    }
}

package org.imxp.bench.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured.
 *
 * @param cases what, in order
 * @param load how much is sent
 * @param rounds how often
 * @param time how long each run lasts
 * @param warmUp how long each case runs before the first round
 */
record Plan(List<Case> cases, Load load, int rounds, Duration time, Duration warmUp) {
    private static final Duration WARM = Duration.ofSeconds(2);

    static Plan whole(Load load, int rounds, Duration time) {
        return new Plan(all(), load, rounds, time, WARM);
    }

    /** Shows that everything runs, and no more: too short for any figure. */
    static Plan quick() {
        var time = Duration.ofMillis(100);
        var cases = List.of(
                new Case(Manner.PLAIN, 1, false),
                new Case(Manner.STATUS, 2, false),
                new Case(Manner.HELD, 2, false),
                new Case(Manner.STATUS, 1, true));
        return new Plan(cases, new Load(2, 4, 200, 100), 1, time, time);
    }

    private static List<Case> all() {
        var cases = new ArrayList<Case>();
        for (var manner : Manner.values()) {
            for (int hops = 1; hops <= 2; hops++) {
                cases.add(new Case(manner, hops, false));
            }
        }
        for (var manner : List.of(Manner.PLAIN, Manner.STATUS)) {
            for (int hops = 1; hops <= 2; hops++) {
                cases.add(new Case(manner, hops, true));
            }
        }
        return cases;
    }

    /** What to run beforehand: what is measured by the clock goes as fast as it can. */
    List<Case> warmUps() {
        return cases.stream()
                .map(each -> new Case(each.manner(), each.hops(), false))
                .distinct()
                .toList();
    }

    /** Only the cases whose title contains a text. */
    Plan only(String text) {
        var chosen = cases.stream().filter(each -> each.title().contains(text)).toList();
        return new Plan(chosen, load, rounds, time, warmUp);
    }
}

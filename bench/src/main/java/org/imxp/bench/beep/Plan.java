package org.imxp.bench.beep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured.
 *
 * @param cases what, in order
 * @param rounds how often
 * @param time how long each run lasts
 * @param warmUp how long each case runs before the first round
 * @param connections idle connections held for their memory; 0 to leave it out
 */
record Plan(List<Case> cases, int rounds, Duration time, Duration warmUp, int connections) {
    static Plan whole(int rounds, Duration time) {
        var cases = new ArrayList<Case>();
        for (var secure : List.of(false, true)) {
            for (var octets : List.of(100, 1024)) {
                for (var depth : List.of(1, 16, 64)) {
                    cases.add(Case.exchange(octets, depth, secure));
                }
            }
        }
        for (var secure : List.of(false, true)) {
            cases.add(Case.bulk(Case.Shape.BULK, secure));
            cases.add(Case.bulk(Case.Shape.STREAM, secure));
            cases.add(Case.bulk(Case.Shape.NARROW_BULK, secure));
        }
        return new Plan(cases, rounds, time, time.compareTo(WARM) > 0 ? time : WARM, 2000);
    }

    private static final Duration WARM = Duration.ofSeconds(3);

    /** Shows that everything runs, and no more: too short for any figure. */
    static Plan quick() {
        var time = Duration.ofMillis(100);
        return new Plan(
                List.of(
                        Case.exchange(100, 1, false),
                        Case.exchange(100, 16, true),
                        Case.bulk(Case.Shape.BULK, false),
                        Case.bulk(Case.Shape.STREAM, true)),
                1,
                time,
                time,
                20);
    }

    /** Only the cases whose title contains a text. */
    Plan only(String text) {
        return new Plan(
                cases.stream().filter(each -> each.title().contains(text)).toList(),
                rounds,
                time,
                warmUp,
                "idle".contains(text) ? connections : 0);
    }
}

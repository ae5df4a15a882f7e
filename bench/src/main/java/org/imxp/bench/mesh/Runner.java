package org.imxp.bench.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Carries out a plan: both subjects take turns in each round, so that whatever else the machine does hits both alike. */
final class Runner {
    private final Plan plan;
    private final Party.Start start;
    private final Consumer<String> progress;
    private final Results results = new Results();

    Runner(Plan plan, Party.Start start, Consumer<String> progress) {
        this.plan = plan;
        this.start = start;
        this.progress = progress;
    }

    Results run() {
        var parties = new EnumMap<Subject, Party>(Subject.class);
        try {
            for (var subject : Subject.values()) {
                parties.put(subject, start.of(subject));
            }
            for (var wanted : plan.warmUps()) {
                progress.accept("warming up: " + wanted.title());
                parties.values()
                        .forEach(party -> party.run(wanted, plan.warmUp().toMillis()));
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (var wanted : plan.cases()) {
                    progress.accept("round " + round + " of " + plan.rounds() + ": " + wanted.title());
                    measure(parties, wanted, round);
                }
            }
        } finally {
            parties.values().forEach(Party::close);
        }
        return results;
    }

    private void measure(Map<Subject, Party> parties, Case wanted, int round) {
        var order = new ArrayList<>(Arrays.asList(Subject.values()));
        Collections.rotate(order, round);
        for (var subject : order) {
            var party = parties.get(subject);
            if (party != null) {
                results.add(wanted, subject, party.measure(wanted, plan.time().toMillis()));
            }
        }
    }
}

package org.imxp.bench.beep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Worker;

/** Carries out a plan: all subjects take turns in each round, so that whatever else the machine does hits all alike. */
final class Runner {
    private final Plan plan;
    private final Workers start;
    private final Consumer<String> progress;
    private final Results results = new Results();

    /** One subject's two processes. */
    private record Pair(Worker server, Worker client) implements AutoCloseable {
        Figures run(Case wanted, long millis) {
            var port = server.ask("port " + wanted.word()).get("port");
            return client.ask("run " + wanted.word() + " " + port + " " + millis);
        }

        Measured measure(Case wanted, long millis) {
            var serverBefore = server.ask("usage");
            var clientBefore = client.ask("usage");
            var sample = run(wanted, millis);
            return Measured.of(sample, new Figures[] {serverBefore, server.ask("usage")}, new Figures[] {
                clientBefore, client.ask("usage")
            });
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    Runner(Plan plan, Workers start, Consumer<String> progress) {
        this.plan = plan;
        this.start = start;
        this.progress = progress;
    }

    Results run() {
        if (!plan.cases().isEmpty()) {
            exchange();
        }
        if (plan.connections() > 0) {
            for (var secure : List.of(false, true)) {
                for (var subject : List.of(Subject.BEEP, Subject.NETTY)) {
                    results.add(idle(subject, secure));
                }
            }
        }
        return results;
    }

    private void exchange() {
        var pairs = new EnumMap<Subject, Pair>(Subject.class);
        try {
            for (var subject : Subject.values()) {
                pairs.put(subject, pair(subject));
            }
            for (var wanted : plan.cases()) {
                progress.accept("warming up: " + wanted.title());
                pairs.values().forEach(pair -> pair.run(wanted, plan.warmUp().toMillis()));
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (var wanted : plan.cases()) {
                    progress.accept("round " + round + " of " + plan.rounds() + ": " + wanted.title());
                    measure(pairs, wanted, round);
                }
            }
        } finally {
            pairs.values().forEach(Pair::close);
        }
    }

    private void measure(Map<Subject, Pair> pairs, Case wanted, int round) {
        var order = new ArrayList<>(Arrays.asList(Subject.values()));
        Collections.rotate(order, round);
        for (var subject : order) {
            var pair = pairs.get(subject);
            if (pair != null) {
                results.add(wanted, subject, pair.measure(wanted, plan.time().toMillis()));
            }
        }
    }

    private Pair pair(Subject subject) {
        return new Pair(start.server(subject), start.client(subject));
    }

    /** In processes of their own: what other cases left behind is not the connections'. */
    private Results.Idle idle(Subject subject, boolean secure) {
        var wanted = Case.exchange(100, 1, secure);
        progress.accept(plan.connections() + " idle connections, " + subject.title() + (secure ? ", TLS" : ""));
        try (var pair = pair(subject)) {
            var target = wanted.word() + " "
                    + pair.server().ask("port " + wanted.word()).get("port") + " ";
            pair.client().ask("hold " + target + Math.max(1, plan.connections() / 10));
            pair.client().ask("release");
            var before = pair.server().ask("settle");
            pair.client().ask("hold " + target + plan.connections());
            var after = pair.server().ask("settle");
            return new Results.Idle(
                    subject,
                    secure,
                    plan.connections(),
                    each(before, after, "heap"),
                    each(before, after, "resident"),
                    each(before, after, "direct"));
        }
    }

    private double each(Figures before, Figures after, String name) {
        return (double) (after.get(name) - before.get(name)) / plan.connections();
    }
}

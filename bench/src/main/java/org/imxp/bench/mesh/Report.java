package org.imxp.bench.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.imxp.bench.measure.Tables;

/** The tables, in Markdown. */
final class Report {
    private static final List<String> COMPARED = List.of("messages", "imxp", "bare Netty", "imxp : Netty");

    private final Results results;
    private final Tables tables;

    private Report(Results results, List<String> conditions) {
        this.results = results;
        this.tables = new Tables(conditions);
    }

    static String of(Results results, List<String> conditions) {
        var report = new Report(results, conditions);
        report.compared("Messages a second", each -> !each.paced(), Measured::perSecond);
        report.compared(
                "Held messages fetched a second, by recipients that attach",
                each -> each.manner() == Manner.HELD,
                Measured::fetchedPerSecond);
        report.latencies();
        report.costs();
        return report.tables.toString();
    }

    private List<Case> cases(Predicate<Case> wanted) {
        return results.cases().stream().filter(wanted).toList();
    }

    private void compared(String title, Predicate<Case> which, ToDoubleFunction<Measured> figure) {
        tables.add(
                title,
                COMPARED,
                cases(which).stream()
                        .map(each -> List.of(
                                each.title(),
                                Tables.number("%,.0f", results.median(each, Subject.IMXP, figure)),
                                Tables.number("%,.0f", results.median(each, Subject.NETTY, figure)),
                                Tables.ratio(results.ratio(each, figure))))
                        .toList());
    }

    private void latencies() {
        var rows = new ArrayList<List<String>>();
        for (var wanted : cases(Case::paced)) {
            for (var subject : Subject.values()) {
                var row = new ArrayList<>(List.of(wanted.title(), subject.title()));
                for (var percentile : List.of("p50", "p90", "p99", "p999")) {
                    var nanos =
                            results.median(wanted, subject, run -> run.sample().get(percentile));
                    row.add(Tables.number("%,.0f", nanos / 1000));
                }
                rows.add(row);
            }
        }
        tables.add(
                "From when a message is due until it is there, or its report; microseconds",
                List.of("messages", "", "50 %", "90 %", "99 %", "99.9 %"),
                rows);
    }

    private void costs() {
        var rows = new ArrayList<List<String>>();
        for (var wanted : results.cases()) {
            for (var subject : Subject.values()) {
                rows.add(List.of(
                        wanted.title(),
                        subject.title(),
                        Tables.number("%,.1f", results.median(wanted, subject, Measured::relayNanos) / 1000),
                        Tables.percent(results.median(wanted, subject, Measured::relayShare)),
                        Tables.percent(results.median(wanted, subject, Measured::generatorShare))));
            }
        }
        tables.add(
                "What a message costs both relays together, and what part of their core each side takes",
                List.of("messages", "", "processor, microseconds", "relays' core", "generator's core"),
                rows);
    }
}

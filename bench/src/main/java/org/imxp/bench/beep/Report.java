package org.imxp.bench.beep;

import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Tables;

/** The tables, in Markdown. */
final class Report {
    private static final List<String> COMPARED =
            List.of("messages", "imxp", "bare Netty", "raw copy", "imxp : Netty", "imxp : raw", "LibVortex, elsewhere");

    private final Results results;
    private final Tables tables;

    private Report(Results results, List<String> conditions) {
        this.results = results;
        this.tables = new Tables(conditions);
    }

    static String of(Results results, List<String> conditions) {
        var report = new Report(results, conditions);
        report.exchanges();
        report.latencies();
        report.bulk();
        report.costs();
        report.idle();
        return report.tables.toString();
    }

    private List<Case> cases(boolean exchanges) {
        return results.cases().stream()
                .filter(each -> each.isExchange() == exchanges)
                .toList();
    }

    private void exchanges() {
        tables.add(
                "Exchanges a second",
                COMPARED,
                cases(true).stream()
                        .map(each -> row(each, 1, "%,.0f", Elsewhere.exchanges(each)))
                        .toList());
    }

    private void bulk() {
        tables.add(
                "One way, MB/s",
                COMPARED,
                cases(false).stream()
                        .map(each -> row(each, each.octets() / 1e6, "%,.0f", Elsewhere.bulk(each)))
                        .toList());
    }

    private List<String> row(Case wanted, double unit, String format, String elsewhere) {
        var row = new ArrayList<String>();
        row.add(wanted.title());
        for (var subject : Subject.values()) {
            row.add(Tables.number(format, unit * results.median(wanted, subject, Measured::perSecond)));
        }
        row.add(Tables.ratio(results.ratio(wanted, Subject.NETTY)));
        row.add(Tables.ratio(results.ratio(wanted, Subject.RAW)));
        row.add(elsewhere);
        return row;
    }

    private void latencies() {
        var rows = new ArrayList<List<String>>();
        for (var wanted : cases(true)) {
            if (wanted.depth() == 1) {
                for (var subject : Subject.values()) {
                    var row = new ArrayList<>(List.of(wanted.title(), subject.title()));
                    for (var percentile : List.of("p50", "p90", "p99", "p999")) {
                        var nanos = results.median(
                                wanted, subject, run -> run.sample().get(percentile));
                        row.add(Tables.number("%,.1f", nanos / 1000));
                    }
                    rows.add(row);
                }
            }
        }
        tables.add("Round trip, microseconds", List.of("messages", "", "50 %", "90 %", "99 %", "99.9 %"), rows);
    }

    private void costs() {
        var rows = new ArrayList<List<String>>();
        for (var wanted : results.cases()) {
            for (var subject : Subject.values()) {
                rows.add(List.of(
                        wanted.title(),
                        subject.title(),
                        Tables.number("%,.2f", results.median(wanted, subject, Measured::serverNanos) / 1000),
                        Tables.number("%,.0f", results.median(wanted, subject, Measured::allocated)),
                        Tables.number("%,.0f", results.median(wanted, subject, run -> run.collections())),
                        Tables.percent(results.median(wanted, subject, Measured::serverShare)),
                        Tables.percent(results.median(wanted, subject, Measured::clientShare))));
            }
        }
        tables.add(
                "What a message costs the server's event loop, and what part of its core each process takes",
                List.of(
                        "messages",
                        "",
                        "processor, microseconds",
                        "octets allocated",
                        "collections in a run",
                        "server's core",
                        "client's core"),
                rows);
    }

    private void idle() {
        tables.add(
                "Memory of an idle connection, server side, KiB",
                List.of("", "connections", "heap", "native", "of it in Netty's buffers"),
                results.idle().stream()
                        .map(each -> List.of(
                                each.subject().title() + (each.secure() ? ", TLS" : ""),
                                Tables.number("%,.0f", each.connections()),
                                Tables.number("%,.1f", each.heap() / 1024),
                                Tables.number("%,.1f", each.nativeMemory() / 1024),
                                Tables.number("%,.1f", each.direct() / 1024)))
                        .toList());
    }
}

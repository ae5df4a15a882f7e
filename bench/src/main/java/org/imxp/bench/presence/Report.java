package org.imxp.bench.presence;

import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Tables;

/** The tables, in Markdown. */
final class Report {
    private static final double MIB = 1024 * 1024;

    private final Results results;
    private final Tables tables;

    private Report(Results results, List<String> conditions) {
        this.results = results;
        this.tables = new Tables(conditions);
    }

    static String of(Results results, Sizes sizes, List<String> conditions) {
        var report = new Report(results, conditions);
        report.telling(
                "One publisher, " + count(sizes.subscribers()) + " subscribers",
                List.of(Telling.STEADY, Telling.BARE, Telling.BURST));
        report.telling("One subscriber, " + count(sizes.publishers()) + " publishers", List.of(Telling.MANY));
        report.memory();
        report.times();
        report.storms("All at once: " + count(sizes.endpoints()) + " endpoints, each subscribed to "
                + count(sizes.contacts()) + " others");
        return report.tables.toString();
    }

    private static String count(double number) {
        return Tables.number("%,.0f", number);
    }

    private void telling(String title, List<Telling> all) {
        var rows = new ArrayList<List<String>>();
        for (var telling : all) {
            if (results.has(telling)) {
                rows.add(List.of(
                        telling.title(),
                        count(results.median(telling, run -> run.get("changes"))),
                        count(results.median(telling, run -> run.get("notifications"))),
                        Tables.number("%,.0f", results.median(telling, Run::notificationsPerSecond)),
                        Tables.number("%,.1f", results.median(telling, run -> run.millis("p50"))),
                        Tables.number("%,.1f", results.median(telling, run -> run.millis("p99"))),
                        Tables.number("%,.0f", results.median(telling, run -> run.millis("nanos"))),
                        Tables.number("%,.1f", results.median(telling, Run::microsPerNotification)),
                        Tables.percent(results.median(telling, Run::relayShare)),
                        Tables.percent(results.median(telling, Run::endpointsShare))));
            }
        }
        tables.add(
                title,
                List.of(
                        "changes",
                        "how many",
                        "notifications",
                        "a second",
                        "until the last has it, ms, 50 %",
                        "99 %",
                        "in all, ms",
                        "relay's processor for each, microseconds",
                        "relay's core",
                        "endpoints' core"),
                rows);
    }

    private void memory() {
        tables.add(
                "Entries stored, and as many subscriptions that are live: memory and start",
                List.of(
                        "of each",
                        "heap, nothing stored, MiB",
                        "with entries",
                        "with both",
                        "octets an entry",
                        "octets a subscription",
                        "start, nothing stored, ms",
                        "with entries",
                        "with both"),
                results.stored().stream()
                        .map(each -> List.of(
                                count(each.count()),
                                Tables.number("%,.0f", each.empty().heap() / MIB),
                                Tables.number("%,.0f", each.entries().heap() / MIB),
                                Tables.number("%,.0f", each.both().heap() / MIB),
                                Tables.number("%,.0f", each.octetsPerEntry()),
                                Tables.number("%,.0f", each.octetsPerSubscription()),
                                Tables.number("%,.0f", each.empty().nanos() / 1e6),
                                Tables.number("%,.0f", each.entries().nanos() / 1e6),
                                Tables.number("%,.0f", each.both().nanos() / 1e6)))
                        .toList());
    }

    private void times() {
        tables.add(
                "With so many: from a request until the answer, microseconds",
                List.of(
                        "of each",
                        "entry, 50 %",
                        "99 %",
                        "publish, 50 %",
                        "99 %",
                        "publish until the subscriber has it, 50 %",
                        "99 %"),
                results.stored().stream()
                        .map(each -> {
                            var row = new ArrayList<>(List.of(count(each.count())));
                            for (var name :
                                    List.of("poll50", "poll99", "publish50", "publish99", "notice50", "notice99")) {
                                row.add(Tables.number("%,.0f", each.lookUps().get(name) / 1e3));
                            }
                            return List.copyOf(row);
                        })
                        .toList());
    }

    private void storms(String title) {
        tables.add(
                title,
                List.of(
                        "they come",
                        "came again",
                        "all attached, s",
                        "all published",
                        "all know all",
                        "relay's processor, s",
                        "relay's core",
                        "endpoints' core",
                        "relay's memory at its peak, MiB",
                        "its heap afterwards"),
                results.storms().stream()
                        .map(each -> List.of(
                                each.title(),
                                count(each.run().get("again")),
                                Tables.number("%,.2f", each.run().get("attached") / 1e9),
                                Tables.number("%,.2f", each.run().get("published") / 1e9),
                                Tables.number("%,.2f", each.run().get("nanos") / 1e9),
                                Tables.number("%,.2f", each.run().relayNanos() / 1e9),
                                Tables.percent(each.run().relayShare()),
                                Tables.percent(each.run().endpointsShare()),
                                Tables.number("%,.0f", each.relay().get("peak") / MIB),
                                Tables.number("%,.0f", each.relay().get("heap") / MIB)))
                        .toList());
    }
}

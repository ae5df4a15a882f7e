package org.imxp.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imxp.endpoint.HopReport;
import org.imxp.endpoint.Outcome;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * The way of one message, as the relays on it report. Reports arrive in any order: a relay says that it has sent the message on
 * when the next has answered, which may be after the last has reported. Thread-safe.
 */
final class Trace {
    private final Address from;
    private final Address to;
    private final Instant sentAt;
    private final List<HopReport> reports = new ArrayList<>();

    Trace(Address from, Address to, Instant sentAt) {
        this.from = from;
        this.to = to;
        this.sentAt = sentAt;
    }

    synchronized void add(HopReport report) {
        reports.add(report);
    }

    /** Whether the first relay has reported, and one whose word is final. */
    synchronized boolean isWhole() {
        return reports.stream().anyMatch(this::isFirst)
                && reports.stream()
                        .anyMatch(report -> !report.code().isInterim() && (isFirst(report) || isLast(report)));
    }

    /** A line for each relay, from the sender's to the recipient's. */
    synchronized List<String> lines() {
        var hops = inOrder();
        int domain = width(hops.stream().map(hop -> hop.domain().toString()).toList());
        int words = width(hops.stream().map(this::words).toList());
        return IntStream.range(0, hops.size())
                .mapToObj(i -> "%2d  %s  %s  %d ms"
                        .formatted(
                                i + 1,
                                padded(hops.get(i).domain().toString(), domain),
                                padded(words(hops.get(i)), words),
                                after(hops.get(i)).toMillis()))
                .toList();
    }

    /** A JSON object for each relay, from the sender's to the recipient's. */
    synchronized List<String> json() {
        var hops = inOrder();
        return IntStream.range(0, hops.size())
                .mapToObj(i -> new JsonObject()
                        .with("hop", i + 1)
                        .with("domain", hops.get(i).domain().toString())
                        .with("code", hops.get(i).code().value())
                        .with("status", words(hops.get(i)))
                        .with("milliseconds", after(hops.get(i)).toMillis())
                        .toString())
                .toList();
    }

    private List<HopReport> inOrder() {
        return reports.stream()
                .sorted(Comparator.comparingInt(this::place).thenComparing(HopReport::receivedAt))
                .toList();
    }

    private int place(HopReport report) {
        if (isFirst(report)) {
            return 0;
        }
        return isLast(report) ? 2 : 1;
    }

    private boolean isFirst(HopReport report) {
        return report.domain().equals(from.domain());
    }

    private boolean isLast(HopReport report) {
        return report.domain().equals(to.domain());
    }

    private Duration after(HopReport report) {
        return Duration.between(sentAt, report.receivedAt());
    }

    private String words(HopReport report) {
        return report.code().equals(ReplyCode.IN_PROGRESS)
                ? "forwarded"
                : VisibleText.line(Outcome.of(report.code(), report.text(), report.domain())
                        .sentence());
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

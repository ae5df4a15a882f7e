package org.imxp.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.imxp.cli.history.ConversationSummary;
import org.imxp.cli.history.Recorded;
import org.imxp.protocol.Address;

/** What is kept of conversations, in lines. */
final class LogLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private LogLines() {}

    private static String time(Instant at, ZoneId zone) {
        return TIME.withZone(zone).format(at);
    }

    static String line(ConversationSummary conversation, ZoneId zone) {
        return ShownAddress.of(Address.parse(conversation.peer())) + "  " + conversation.entries()
                + (conversation.entries() == 1 ? " message, " : " messages, ") + "last "
                + time(conversation.last(), zone);
    }

    static String json(ConversationSummary conversation) {
        return new JsonObject()
                .with("peer", conversation.peer())
                .with("messages", conversation.entries())
                .with("last", conversation.last().toString())
                .toString();
    }

    static String line(Recorded recorded, ZoneId zone) {
        var entry = recorded.entry();
        var who = entry.isSent() ? "you to " + ShownAddress.of(entry.peer()) : ShownAddress.of(entry.originator());
        var subject =
                entry.subject().map(text -> "[" + VisibleText.line(text) + "] ").orElse("");
        // What is said of the text stands before it, where its author cannot write.
        return "#" + recorded.number() + " " + time(entry.at(), zone) + " " + VisibleText.line(who)
                + entry.security().map(LogLines::inBrackets).orElse("")
                + entry.fate().map(LogLines::inBrackets).orElse("")
                + ": " + subject + VisibleText.block(entry.text())
                + entry.files().stream()
                        .map(name -> "\n   [file " + VisibleText.line(name) + "]")
                        .collect(Collectors.joining());
    }

    private static String inBrackets(String text) {
        return " (" + VisibleText.line(text) + ")";
    }

    static String json(Recorded recorded) {
        var entry = recorded.entry();
        var json = new JsonObject()
                .with("number", recorded.number())
                .with("time", entry.at().toString())
                .with("from", entry.originator().toString())
                .with("to", entry.recipients().stream().map(Address::toString).toList());
        entry.messageId().ifPresent(id -> json.with("id", id));
        entry.subject().ifPresent(subject -> json.with("subject", subject));
        entry.security().ifPresent(how -> json.with("security", how));
        entry.fate().ifPresent(fate -> json.with("fate", fate));
        if (!entry.files().isEmpty()) {
            json.with("files", entry.files());
        }
        return json.with("text", entry.text()).toString();
    }
}

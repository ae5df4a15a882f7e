package org.imxp.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.message.Content;
import org.imxp.message.MailboxAddress;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;

/** A received message as people and programs are shown it. */
final class ShownMessage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private ShownMessage() {}

    /** For people: the sender is the one that the relays have authenticated; a header that says otherwise is named as such. */
    static String line(ReceivedMessage received, ZoneId zone) {
        var message = received.message();
        var claimed = received.fromMismatch() ? " (says it is from " + VisibleText.line(claims(received)) + ")" : "";
        var subject = message.subject()
                .map(text -> "[" + VisibleText.line(text) + "] ")
                .orElse("");
        return TIME.withZone(zone).format(received.receivedAt()) + " "
                + VisibleText.line(received.originator().toString()) + claimed + ": " + subject
                + VisibleText.block(text(message.content()));
    }

    /** For programs: one JSON object. */
    static String json(ReceivedMessage received) {
        var message = received.message();
        var json = new JsonObject()
                .with("time", received.receivedAt().toString())
                .with("from", received.originator().toString())
                .with("to", received.recipient().toString());
        if (received.fromMismatch()) {
            json.with("claims", received.claimed().stream().map(MailboxAddress::toString).toList());
        }
        message.messageId().ifPresent(id -> json.with("id", id));
        message.subject().ifPresent(subject -> json.with("subject", subject));
        json.with("type", message.content().type());
        if (message.content() instanceof TextContent(var text, var _, var _)) {
            json.with("text", text);
        }
        return json.toString();
    }

    private static String claims(ReceivedMessage received) {
        return String.join(", ", received.claimed().stream().map(MailboxAddress::toString).toList());
    }

    private static String text(Content content) {
        return switch (content) {
            case TextContent(var text, var _, var _) -> text;
            case XmlContent xml -> "(" + xml.type() + ", which this program does not show)";
            case OpaqueContent opaque -> "(" + opaque.type() + ", which this program does not show)";
        };
    }
}

package org.imxp.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.message.Content;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;
import org.imxp.protocol.Address;

/**
 * A received message as people and programs are shown it.
 *
 * @param message what its author wrote
 * @param originator who sent it, as the relays have authenticated it
 * @param recipient whom it arrived for
 * @param receivedAt when
 * @param security how far it is to be believed, if that was looked at
 */
record ShownMessage(
        Message message,
        Address originator,
        Address recipient,
        Instant receivedAt,
        Optional<MessageSecurity> security) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    ShownMessage(Message message, Address originator, Address recipient, Instant receivedAt) {
        this(message, originator, recipient, receivedAt, Optional.empty());
    }

    static ShownMessage of(ReceivedMessage received) {
        return new ShownMessage(received.message(), received.originator(), received.recipient(), received.receivedAt());
    }

    /** The same, with what was within. */
    ShownMessage opened(Message within, MessageSecurity how) {
        return new ShownMessage(within, originator, recipient, receivedAt, Optional.of(how));
    }

    /** A time of day as it stands before a line. */
    static String time(Instant at, ZoneId zone) {
        return TIME.withZone(zone).format(at);
    }

    /** For people: the sender is the authenticated one; a header that says otherwise is named as such (MSG-23). */
    String line(ZoneId zone) {
        var claimed = claims();
        var doubt = claimed.isEmpty() ? "" : " (says it is from " + VisibleText.line(String.join(", ", claimed)) + ")";
        var subject = message.subject()
                .map(text -> "[" + VisibleText.line(text) + "] ")
                .orElse("");
        return time(receivedAt, zone) + " " + VisibleText.line(originator.toString()) + doubt
                + security.map(MessageSecurity::words).orElse("") + ": " + subject
                + VisibleText.block(text());
    }

    /** For programs: one JSON object. */
    String json() {
        var json = new JsonObject()
                .with("time", receivedAt.toString())
                .with("from", originator.toString())
                .with("to", recipient.toString());
        if (!claims().isEmpty()) {
            json.with("claims", claims());
        }
        security.ifPresent(how -> how.addTo(json));
        message.messageId().ifPresent(id -> json.with("id", id));
        message.subject().ifPresent(subject -> json.with("subject", subject));
        json.with("type", message.content().type());
        if (message.content() instanceof TextContent(var text, var _, var _)) {
            json.with("text", text);
        }
        return json.toString();
    }

    /** Whom the header names as author and is not the originator. */
    private List<String> claims() {
        return message.sender(originator.toString()).claimed().stream()
                .map(MailboxAddress::toString)
                .toList();
    }

    private String text() {
        Content content = message.content();
        return switch (content) {
            case TextContent(var text, var _, var _) -> text;
            case XmlContent xml -> "(" + xml.type() + ", which this program does not show)";
            case OpaqueContent opaque -> "(" + opaque.type() + ", which this program does not show)";
        };
    }
}

package org.imxp.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.message.Content;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.body.Attachment;
import org.imxp.message.body.BodyReader;
import org.imxp.message.body.FileName;
import org.imxp.message.body.ShownBody;
import org.imxp.protocol.Address;

/**
 * A received message as people and programs are shown it.
 *
 * @param message what its author wrote
 * @param originator who sent it, as the relays have authenticated it
 * @param recipient whom it arrived for
 * @param receivedAt when
 * @param text its text, flowed lines joined; empty if there is none
 * @param files what else is in it: HTML and images too are offered as files
 * @param fault what is wrong with its content, which is then offered as it is; empty for nothing
 * @param security how far it is to be believed, if that was looked at
 */
record ShownMessage(
        Message message,
        Address originator,
        Address recipient,
        Instant receivedAt,
        String text,
        List<ShownFile> files,
        String fault,
        Optional<MessageSecurity> security) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Duration USUAL_DELAY = Duration.ofMinutes(5);
    private static final BodyReader READER = new BodyReader(new MessageReader(MessageLimits.DEFAULT));

    ShownMessage {
        files = List.copyOf(files);
    }

    /** A message whose files are offered. */
    ShownMessage(Message message, Address originator, Address recipient, Instant receivedAt) {
        this(message, originator, recipient, receivedAt, Shown.of(message.content()));
    }

    private ShownMessage(Message message, Address originator, Address recipient, Instant receivedAt, Shown shown) {
        this(message, originator, recipient, receivedAt, shown.text, shown.files, shown.fault, Optional.empty());
    }

    /** A content taken apart, or what is wrong with it. */
    private record Shown(String text, List<ShownFile> files, String fault) {
        static Shown of(Content content) {
            try {
                var body = ShownBody.of(READER.read(content));
                return new Shown(
                        body.text(),
                        body.attachments().stream().map(ShownFile::offered).toList(),
                        "");
            } catch (MessageFault e) {
                var raw = new Attachment(FileName.of("unreadable.bin"), content);
                return new Shown("", List.of(ShownFile.offered(raw)), e.sentence());
            }
        }
    }

    static ShownMessage of(ReceivedMessage received) {
        return new ShownMessage(received.message(), received.originator(), received.recipient(), received.receivedAt());
    }

    /** The same with what became of its files. */
    ShownMessage withFiles(List<ShownFile> other) {
        return new ShownMessage(message, originator, recipient, receivedAt, text, other, fault, security);
    }

    /** The same with its files saved. */
    ShownMessage saved(SavingFolder folder) {
        return withFiles(files.stream().map(folder::save).toList());
    }

    /** The same, with what was within. */
    ShownMessage opened(Message within, MessageSecurity how) {
        var shown = Shown.of(within.content());
        return new ShownMessage(
                within, originator, recipient, receivedAt, shown.text, shown.files, shown.fault, Optional.of(how));
    }

    /** A time of day as it stands before a line. */
    static String time(Instant at, ZoneId zone) {
        return TIME.withZone(zone).format(at);
    }

    /**
     * For people: the sender is the authenticated one; a header that says otherwise is named as such (MSG-23). Each file has a line
     * of its own, which no text can pass for, as its lines are indented.
     */
    String line(ZoneId zone) {
        var claimed = claims();
        var doubt = claimed.isEmpty()
                ? ""
                : " (says it is from "
                        + claimed.stream()
                                .map(one -> one.uri().isEmpty() ? one.phrase() : one.uri())
                                .map(ShownAddress::claimed)
                                .collect(Collectors.joining(", "))
                        + ")";
        var subject = subject().map(text -> "[" + VisibleText.line(text) + "] ").orElse("");
        var start = time(receivedAt, zone) + " " + ShownAddress.of(originator);
        return start + security.map(MessageSecurity::words).orElse("") + doubt + delay(zone) + ": " + subject + said()
                + files.stream()
                        .map(file -> "\n" + start + " sends the file " + file.words())
                        .collect(Collectors.joining());
    }

    /** What was held on the way, by whomever, is not of now. */
    private String delay(ZoneId zone) {
        return security.filter(MessageSecurity::isSigned)
                .flatMap(_ -> message.date())
                .filter(date ->
                        Duration.between(date.toInstant(), receivedAt).abs().compareTo(USUAL_DELAY) > 0)
                .map(date -> " (written " + DAY.withZone(zone).format(date.toInstant()) + ")")
                .orElse("");
    }

    /** What it is about, unless that is not its author's. */
    Optional<String> subject() {
        return security.filter(MessageSecurity::isNothing).isPresent() ? Optional.empty() : message.subject();
    }

    private String said() {
        if (!fault.isEmpty()) {
            return "(this message cannot be read: " + VisibleText.line(fault) + ")";
        }
        return text.isEmpty() && !files.isEmpty() ? "(no text)" : VisibleText.block(text);
    }

    /** For programs: one JSON object. */
    String json() {
        var json = new JsonObject()
                .with("time", receivedAt.toString())
                .with("from", originator.toString())
                .with("to", recipient.toString());
        if (!claims().isEmpty()) {
            json.with("claims", claims().stream().map(MailboxAddress::toString).toList());
        }
        security.ifPresent(how -> how.addTo(json));
        message.date().ifPresent(date -> json.with("date", date.toInstant().toString()));
        message.messageId().ifPresent(id -> json.with("id", id));
        subject().ifPresent(subject -> json.with("subject", subject));
        json.with("type", message.content().type());
        if (!message.content().lang().isEmpty()) {
            json.with("lang", message.content().lang());
        }
        if (files.isEmpty() || !text.isEmpty()) {
            json.with("text", text);
        }
        if (!files.isEmpty()) {
            json.withObjects("files", files.stream().map(ShownFile::json).toList());
        }
        if (!fault.isEmpty()) {
            json.with("fault", fault);
        }
        return json.toString();
    }

    /** Whom the header names as author and is not the originator. */
    private List<MailboxAddress> claims() {
        return message.sender(originator.toString()).claimed();
    }

    /** A message of which no more is known than that this program could not make anything of it. */
    static ShownMessage failed(ReceivedMessage received) {
        return new ShownMessage(
                received.message(),
                received.originator(),
                received.recipient(),
                received.receivedAt(),
                "",
                List.of(),
                "this program failed on it",
                Optional.empty());
    }

    /** Whether who sees it has seen what its author wrote. */
    boolean isReadable() {
        return fault.isEmpty() && security.map(MessageSecurity::isReadable).orElse(true);
    }
}

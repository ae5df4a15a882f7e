package org.imxp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.Content;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp send}. */
@Command(
        name = "send",
        description = "Sends a message.",
        footer = {
            "",
            "With --status it prints a line for each recipient, and exits with 0 only if all have the message, or with"
                    + " --hold",
            "have it kept for them. What can become of it: delivered, held, refused, not attached, no such recipient,"
                    + " expired,",
            "unreachable, or unknown when nobody has said within 30 seconds.",
            "",
            "With --receipt the recipients' programs are asked too. Who uses them decides whether you are to know, so"
                    + " that none comes",
            "says nothing, and does not change the exit status.",
            "What is sent to somebody whose key is found is signed and encrypted, so that no relay can read it; see"
                    + " ./imxp key --help.",
            "",
            "Examples:",
            "  ./imxp send --as fred@example.com --to wilma@example.com --status \"Yabba dabba doo\"",
            "  ./imxp send --as fred@example.com --to pebbles@rubble.com --hold --expire 2d --status \"See you on"
                    + " Friday\"",
            "  ./imxp send --as fred@example.com --to wilma@example.com --receipt display --wait 5m \"Dinner is"
                    + " ready\"",
            "  date | ./imxp send --as fred@example.com --to wilma@example.com -",
            "  ./imxp send --as fred@example.com --to wilma@example.com --attach photo.jpg \"Our garden\""
        })
final class SendCommand implements Callable<Integer> {
    /** The most octets read from standard input. */
    static final int MAX_TEXT = 1024 * 1024;

    private static final String STANDARD_INPUT = "-";

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--to",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Who gets it; may be given repeatedly.")
    private List<String> to = new ArrayList<>();

    @Option(names = "--subject", paramLabel = "S", description = "What it is about.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--status", description = "Wait for what becomes of it, and say so.")
    private boolean status;

    @Mixin
    private final ReceiptOptions receipts = new ReceiptOptions();

    @Mixin
    private final DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private final SecureOptions secure = new SecureOptions();

    @Option(
            names = "--attach",
            paramLabel = "FILE",
            description = "Send this file along, of whatever kind; may be given repeatedly. What is over 16 MiB in all"
                    + " cannot be encrypted: to somebody with a key it is refused without --secure off.")
    private List<Path> attached = new ArrayList<>();

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "What to say; - reads it from standard input. It may be left out beside --attach.")
    private List<String> words = new ArrayList<>();

    private final Surroundings surroundings;

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var asked = status || receipts.isAsked() ? SendOptions.Status.OUTCOME : SendOptions.Status.NONE;
        var options = receipts.apply(delivery.apply(SendOptions.DEFAULT.withStatus(asked)));
        var recipients = to.stream().map(EndpointArgument::address).distinct().toList();
        client.address();
        var mode = secure.mode(surroundings);
        var message = message();
        // Closed last: what becomes of the message is told until the endpoint has left.
        try (var kept = history.open(client, surroundings);
                var endpoint = client.attach(surroundings)) {
            var secrecy = Secrecy.of(endpoint, client.home(surroundings), mode, surroundings::talk);
            return send(new Correspondence(endpoint, secrecy, kept), options, message, recipients);
        }
    }

    private Message message() {
        try {
            var message = Message.builder();
            subject.ifPresent(message::subject);
            return message.content(content()).build();
        } catch (MessageFault e) {
            throw CommandFailure.wrongUsage("This cannot be sent: " + Failures.message(e), e);
        }
    }

    private Content content() {
        if (words.isEmpty() && attached.isEmpty()) {
            throw CommandFailure.wrongUsage(
                    "There is nothing to send: give a TEXT, or - to read it, or --attach FILE.");
        }
        var files = attached.stream()
                .map(file -> surroundings.folder().resolve(file))
                .toList();
        var text = words.isEmpty() ? Optional.<String>empty() : Optional.of(text());
        return OutgoingContent.of(text, files, client.mostOctets(), surroundings.random());
    }

    private String text() {
        return words.equals(List.of(STANDARD_INPUT)) ? standardInput() : String.join(" ", words);
    }

    private String standardInput() {
        try {
            var octets = surroundings.in().readNBytes(MAX_TEXT + 1);
            if (octets.length > MAX_TEXT) {
                throw CommandFailure.wrongUsage("The text is longer than " + MAX_TEXT + " octets, which is the most.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CommandFailure.wrongUsage("The text on standard input is not UTF-8.", e);
        } catch (IOException e) {
            throw CommandFailure.refused("Standard input cannot be read: " + Failures.reason(e) + ".", e);
        }
    }

    private int send(Correspondence correspondence, SendOptions options, Message message, List<Address> recipients) {
        Sending sending;
        try {
            sending = correspondence.send(options, message, recipients);
        } catch (MessageFault e) {
            throw CommandFailure.wrongUsage("This cannot be sent: " + Failures.message(e), e);
        }
        var _ = Waiting.result(sending.accepted(), client.longestWait(), "The relay's answer");
        if (options.status() == SendOptions.Status.NONE) {
            surroundings.talk("The relay has taken it. (--status waits for what becomes of it.)");
            return 0;
        }
        var has = new ArrayList<Address>();
        var done = true;
        for (var recipient : recipients) {
            var outcome = Waiting.result(sending.outcome(recipient), client.longestWait(), "The report");
            surroundings.data(recipient + ": " + VisibleText.line(outcome.sentence()));
            done &= outcome.isDelivered() || outcome instanceof Outcome.Held;
            if (outcome.isDelivered()) {
                has.add(recipient);
            }
        }
        if (receipts.isAsked()) {
            receipts.await(correspondence, sending, has, line -> surroundings.data(VisibleText.line(line)));
        }
        return done ? 0 : CommandFailure.REFUSED;
    }
}

package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.imxp.endpoint.Disclosed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp listen}. */
@Command(
        name = "listen",
        description = "Prints the messages that arrive, until Ctrl-C.",
        footer = {
            "",
            "Before each message stands who sent it, as the relays have authenticated it. When the connection is lost,"
                    + " it attaches",
            "again after a while, and says so; not when another program has taken its place. A message that comes"
                    + " twice is shown",
            "once. What cannot be read is said to be so, and counts; --json always has the first 64 KiB of"
                    + " its raw form. A file is saved"
                    + " under a safe name and never over another; with --json, \"path\" says where. Behind the sender"
                    + " stands how far a message is to be believed, in words; see ./imxp key --help.",
            "",
            "Examples:",
            "  ./imxp listen --as wilma@example.com",
            "  ./imxp listen --as wilma@example.com --count 1 --json --receipts",
            "  ./imxp listen --as wilma@example.com --save Downloads --max-size 200M"
        })
final class ListenCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final StayOptions stay = new StayOptions();

    @Mixin
    private final SecureOptions secure = new SecureOptions();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Option(names = "--count", paramLabel = "N", description = "End after N messages.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Save the files of messages in this folder. Without it they are only named.")
    private Optional<Path> save = Optional.empty();

    @Option(
            names = "--receipts",
            description =
                    "Tell whoever asks that a message has come, and that it was printed. Without this nobody is told.")
    private boolean receipts;

    @Option(names = "--raw", description = "Print the raw form of messages that cannot be read.")
    private boolean raw;

    private final Surroundings surroundings;
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private int shown;

    ListenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw CommandFailure.wrongUsage("--count " + count + " is not allowed: 1 or more.");
        }
        var folder = save.map(where -> SavingFolder.of(surroundings.folder().resolve(where)));
        try (var kept = history.open(client, surroundings);
                var endpoint = client.attach(surroundings, stay)) {
            surroundings.stop().onStop(() -> over.complete(0));
            var secrecy =
                    Secrecy.of(endpoint, client.home(surroundings), secure.mode(surroundings), surroundings::talk);
            secrecy.begin();
            surroundings.talk("Attached as " + endpoint.address() + "; waiting for messages.");
            endpoint.onDetached(end -> over.completeExceptionally(AttachmentLines.failure(end)));
            endpoint.onReattach(event -> surroundings.talk(AttachmentLines.of(event)));
            if (receipts) {
                endpoint.disclose(_ -> Set.of(Disclosed.DELIVERY, Disclosed.DISPLAY));
            }
            var correspondence = new Correspondence(endpoint, secrecy, kept);
            correspondence.onUnreadable(message -> {
                var _ = show(line(message));
                endIfEnough();
            });
            correspondence.onMessage(
                    message -> show(line(folder.map(message::saved).orElse(message))), this::endIfEnough);
            return Forever.result(over);
        }
    }

    /** Whether it was printed, since it is one of those asked for. */
    private synchronized boolean show(String line) {
        shown++;
        if (shown <= count) {
            surroundings.data(line);
        }
        return shown <= count;
    }

    private synchronized void endIfEnough() {
        if (shown >= count) {
            over.complete(0);
        }
    }

    private String line(ShownMessage message) {
        return json ? message.json() : message.line(surroundings.clock().getZone());
    }

    private String line(ShownUnreadable message) {
        return json ? message.json() : message.line(surroundings.clock().getZone()) + (raw ? "\n" + message.raw() : "");
    }
}

package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
            "once. A file is saved under a safe name and never over another; with --json, \"path\" says where.",
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

    private final Surroundings surroundings;

    ListenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw CommandFailure.wrongUsage("--count " + count + " is not allowed: 1 or more.");
        }
        var folder = save.map(where -> SavingFolder.of(surroundings.folder().resolve(where)));
        var over = new CompletableFuture<Integer>();
        try (var endpoint = client.attach(surroundings, stay)) {
            var shown = new AtomicInteger();
            surroundings.stop().onStop(() -> over.complete(0));
            surroundings.talk("Attached as " + endpoint.address() + "; waiting for messages.");
            endpoint.onDetached(end -> over.completeExceptionally(AttachmentLines.failure(end)));
            endpoint.onReattach(event -> surroundings.talk(AttachmentLines.of(event)));
            if (receipts) {
                endpoint.disclose(_ -> Set.of(Disclosed.DELIVERY, Disclosed.DISPLAY));
            }
            new Correspondence(endpoint)
                    .onMessage(
                            message -> {
                                boolean isOneOfThem = shown.getAndIncrement() < count;
                                if (isOneOfThem) {
                                    show(folder.map(message::saved).orElse(message));
                                }
                                return isOneOfThem;
                            },
                            () -> {
                                if (shown.get() >= count) {
                                    over.complete(0);
                                }
                            });
            return Forever.result(over);
        }
    }

    private void show(ShownMessage message) {
        surroundings.data(
                json ? message.json() : message.line(surroundings.clock().getZone()));
    }
}

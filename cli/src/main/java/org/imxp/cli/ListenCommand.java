package org.imxp.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
            "once.",
            "",
            "Examples:",
            "  ./imxp listen --as wilma@example.com",
            "  ./imxp listen --as wilma@example.com --count 1 --json"
        })
final class ListenCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final StayOptions stay = new StayOptions();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Option(names = "--count", paramLabel = "N", description = "End after N messages.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Surroundings surroundings;

    ListenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw CommandFailure.wrongUsage("--count " + count + " is not allowed: 1 or more.");
        }
        var over = new CompletableFuture<Integer>();
        try (var kept = history.open(client, surroundings);
                var endpoint = client.attach(surroundings, stay)) {
            var shown = new AtomicInteger();
            surroundings.stop().onStop(() -> over.complete(0));
            surroundings.talk("Attached as " + endpoint.address() + "; waiting for messages.");
            endpoint.onDetached(end -> over.completeExceptionally(AttachmentLines.failure(end)));
            endpoint.onReattach(event -> surroundings.talk(AttachmentLines.of(event)));
            new Correspondence(endpoint, kept).onMessage(message -> {
                if (shown.getAndIncrement() < count) {
                    show(message);
                }
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

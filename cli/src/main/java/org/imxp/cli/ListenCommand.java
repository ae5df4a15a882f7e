package org.imxp.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
            "once. What cannot be read is said to be so, and counts; --json always has its raw form.",
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

    @Option(names = "--count", paramLabel = "N", description = "End after N messages.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

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
        try (var endpoint = client.attach(surroundings, stay)) {
            surroundings.stop().onStop(() -> over.complete(0));
            surroundings.talk("Attached as " + endpoint.address() + "; waiting for messages.");
            endpoint.onDetached(end -> over.completeExceptionally(AttachmentLines.failure(end)));
            endpoint.onReattach(event -> surroundings.talk(AttachmentLines.of(event)));
            var correspondence = new Correspondence(endpoint);
            correspondence.onUnreadable(message -> show(line(message)));
            correspondence.onMessage(message -> show(line(message)));
            return Forever.result(over);
        }
    }

    private synchronized void show(String line) {
        shown++;
        if (shown <= count) {
            surroundings.data(line);
        }
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

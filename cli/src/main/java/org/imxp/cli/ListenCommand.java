package org.imxp.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.endpoint.Detached;
import org.imxp.endpoint.ReceivedMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp listen}. */
@Command(
        name = "listen",
        description = "Prints the messages that arrive, until Ctrl-C.",
        footer = {
            "",
            "Before each message stands who sent it, as the relays have authenticated it.",
            "",
            "Examples:",
            "  ./imxp listen --as wilma@example.com",
            "  ./imxp listen --as wilma@example.com --count 1 --json"
        })
final class ListenCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

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
        try (var endpoint = client.attach(surroundings)) {
            var shown = new AtomicInteger();
            surroundings.stop().onStop(() -> over.complete(0));
            surroundings.talk("Attached as " + endpoint.address() + "; waiting for messages.");
            endpoint.onDetached(end -> over.completeExceptionally(failure(end)));
            endpoint.onMessage(message -> {
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

    private void show(ReceivedMessage message) {
        surroundings.data(
                json
                        ? ShownMessage.of(message).json()
                        : ShownMessage.of(message).line(surroundings.clock().getZone()));
    }

    /** Why a client is no longer attached, in a sentence. */
    static CommandFailure failure(Detached end) {
        return CommandFailure.refused("No longer attached: " + reason(end) + ".");
    }

    static String reason(Detached end) {
        var told = end.text().isEmpty() ? end.code().meaning() : VisibleText.line(end.text());
        return switch (end.reason()) {
            case TERMINATED -> "the relay ended it (" + end.code().value() + " " + told + ")";
            case RELEASED -> "the relay released the session (" + told + ")";
            case LOST -> "the connection was lost (" + told + ")";
        };
    }
}

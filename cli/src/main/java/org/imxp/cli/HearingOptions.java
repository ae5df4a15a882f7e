package org.imxp.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.imxp.endpoint.Endpoint;
import org.imxp.protocol.ReplyCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a command hears of something, and how it prints that. */
final class HearingOptions {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final StayOptions stay = new StayOptions();

    @Option(names = "--count", paramLabel = "N", description = "End after N lines.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--for", paramLabel = "TIME", description = "End after a time, such as 90s, 30m or 8h.")
    private Optional<String> time = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private final AtomicInteger shown = new AtomicInteger();

    ClientOptions client() {
        return client;
    }

    boolean isJson() {
        return json;
    }

    /** Attaches, begins, and waits for the end. */
    int hear(Surroundings surroundings, boolean isBeside, Consumer<Endpoint> begin) {
        if (count < 1) {
            throw CommandFailure.wrongUsage("--count " + count + " is not allowed: 1 or more.");
        }
        var longest = time.map(typed -> DurationArgument.of("--for", typed));
        try (var endpoint = client.attachToHear(surroundings, stay, isBeside)) {
            surroundings.stop().onStop(() -> over.complete(0));
            longest.ifPresent(wait -> over.completeOnTimeout(0, wait.toMillis(), TimeUnit.MILLISECONDS));
            endpoint.onDetached(end -> over.completeExceptionally(AttachmentLines.failure(end)));
            endpoint.onReattach(event -> surroundings.talk(AttachmentLines.of(event)));
            begin.accept(endpoint);
            return Forever.result(over);
        }
    }

    /** Prints a line of what was asked for, unless that would be one too many. */
    void show(Surroundings surroundings, String line) {
        int number = shown.incrementAndGet();
        if (number <= count) {
            surroundings.data(line);
        }
        if (number >= count) {
            over.complete(0);
        }
    }

    void fail(ReplyCode code, String what, String sentence) {
        // At the end of the endpoint why that ended says more.
        if (!code.equals(ReplyCode.SERVICE_NOT_AVAILABLE)) {
            over.completeExceptionally(CommandFailure.refused(what + ": " + VisibleText.line(sentence)));
        }
    }
}

package org.imxp.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp trace}. */
@Command(
        name = "trace",
        description = "Shows each relay on the way to an endpoint, and the time until it reported.",
        footer = {
            "",
            "The recipient gets a short message that says what it is for. Exits with 0 only if it was delivered. What"
                    + " a relay",
            "says about recipients of another domain is shown, and decides nothing.",
            "",
            "Example:",
            "  ./imxp trace --as fred@example.com --to pebbles@rubble.com",
            "   1  example.com  forwarded  3 ms",
            "   2  rubble.com   delivered  8 ms"
        })
final class TraceCommand implements Callable<Integer> {
    /** How long a relay before the last may be late with its report. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--to", paramLabel = "ENDPOINT", required = true, description = "Where the way goes.")
    private String to = "";

    @Option(names = "--json", description = "Print one JSON object a line: each relay, and the outcome.")
    private boolean json;

    private final Surroundings surroundings;

    TraceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var recipient = EndpointArgument.address(to);
        client.address();
        try (var endpoint = client.attach(surroundings)) {
            return trace(endpoint, recipient);
        }
    }

    private int trace(Endpoint endpoint, Address recipient) {
        var message = Message.builder()
                .subject("Trace")
                .text("This message measured the way from " + endpoint.address() + " to you. No answer is needed.")
                .build();
        var options = SendOptions.DEFAULT.withStatus(SendOptions.Status.TRACE);
        var sending = endpoint.send(options, message, recipient.toString());
        var trace = new Trace(endpoint.address(), recipient, sending.sentAt());
        var whole = new CompletableFuture<Void>();
        sending.onReport(report -> {
            trace.add(report);
            if (trace.isWhole()) {
                whole.complete(null);
            }
        });
        var _ = Waiting.result(sending.accepted(), Waiting.LONGEST, "The relay's answer");
        var outcome = Waiting.result(sending.outcome(recipient), Waiting.LONGEST, "The report");
        whole.completeOnTimeout(null, STRAGGLERS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        show(trace, outcome);
        return outcome.isDelivered() ? 0 : CommandFailure.REFUSED;
    }

    private void show(Trace trace, Outcome outcome) {
        (json ? trace.json() : trace.lines()).forEach(surroundings::data);
        if (json) {
            surroundings.data(new JsonObject()
                    .with("to", to)
                    .with("outcome", outcome.sentence())
                    .toString());
        } else if (outcome instanceof Outcome.Unknown) {
            surroundings.data(" *  " + VisibleText.line(outcome.sentence()));
        }
    }
}

package org.imxp.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.endpoint.SendOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp chat}. */
@Command(
        name = "chat",
        description = "Talks with others.",
        footer = {
            "",
            "Below each message of yours appears what became of it. In the chat, /help lists what can be typed.",
            "When the connection is lost, it says so and attaches again; what was on its way then is not sent twice.",
            "With --plain, or where the terminal can do no more, it only reads and prints lines.",
            "",
            "Example:",
            "  ./imxp chat --as fred@example.com wilma@example.com"
        })
final class ChatCommand implements Callable<Integer> {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final StayOptions stay = new StayOptions();

    @Mixin
    private final DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "Whom to talk to; /to says it later.")
    private Optional<String> peer = Optional.empty();

    @Option(names = "--plain", description = "Only read and print lines: for screen readers and pipes.")
    private boolean plain;

    private final Surroundings surroundings;

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var with = peer.map(EndpointArgument::address);
        var options = delivery.apply(SendOptions.DEFAULT);
        try (var kept = history.open(client, surroundings);
                var endpoint = client.attach(surroundings, stay);
                var screen = screen()) {
            var conversation = new Conversation(
                    endpoint.address(), with, surroundings.clock().getZone(), Marks.of(surroundings.charset()));
            var languages = PresenceWords.languages(surroundings.environment());
            var correspondence = new Correspondence(endpoint, kept);
            return new Chat(endpoint, correspondence, options, screen, conversation, surroundings.clock(), languages)
                    .run();
        }
    }

    private ChatScreen screen() {
        Optional<ChatScreen> full = plain ? Optional.empty() : TerminalScreen.open();
        return full.orElseGet(() -> new PlainScreen(surroundings));
    }
}

package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.receipt.Wanted;
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
            "Nobody is told what you have seen or that you are typing, unless you let them: /receipts on, /typing on."
                    + " That is kept",
            "in your home (--home), for each contact.",
            "Messages are signed and encrypted where the other's key is found; see ./imxp key --help.",
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
    private final SecureOptions secure = new SecureOptions();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "Whom to talk to; /to says it later.")
    private Optional<String> peer = Optional.empty();

    @Option(names = "--plain", description = "Only read and print lines: for screen readers and pipes.")
    private boolean plain;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Save the files of messages in this folder. Without it, /save in the chat saves one.")
    private Optional<Path> save = Optional.empty();

    private final Surroundings surroundings;

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var with = peer.map(EndpointArgument::address);
        var options = delivery.apply(SendOptions.DEFAULT.requesting(Wanted.DISPLAY));
        var folder = save.map(where -> SavingFolder.of(surroundings.folder().resolve(where)));
        var files = new ChatFiles(surroundings.folder(), folder, client.mostOctets(), surroundings.random());
        try (var kept = history.open(client, surroundings);
                var endpoint = client.attach(surroundings, stay);
                var screen = screen()) {
            kept.telling(screen::show);
            var conversation = new Conversation(
                    endpoint.address(), with, surroundings.clock().getZone(), Marks.of(surroundings.charset()));
            var languages = PresenceWords.languages(surroundings.environment());
            var home = client.home(surroundings);
            var secrecy = Secrecy.of(endpoint, home, secure.mode(surroundings), screen::show);
            // Meanwhile the person can type.
            endpoint.environment().executor().execute(secrecy::begin);
            var correspondence = new Correspondence(endpoint, secrecy, kept);
            var signals = new ChatSignals(endpoint, new Consents(home));
            return new Chat(
                            endpoint,
                            correspondence,
                            signals,
                            options,
                            screen,
                            conversation,
                            files,
                            surroundings.clock(),
                            languages)
                    .run();
        }
    }

    private ChatScreen screen() {
        Optional<ChatScreen> full = plain ? Optional.empty() : TerminalScreen.open();
        return full.orElseGet(() -> new PlainScreen(surroundings));
    }
}

package org.imxp.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.blocking.Beep;
import org.imxp.beep.blocking.BlockingChannel;
import org.imxp.beep.blocking.ConnectOptions;
import org.imxp.beep.blocking.Message;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslResources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp beep ping}. */
@Command(
        name = "ping",
        description = "Sends messages to a BEEP peer, and tells what came back and how long it took.",
        footer = {
            "",
            "Examples:",
            "  ./imxp beep ping 127.0.0.1:10288",
            "  ./imxp beep ping 127.0.0.1:10288 --size 100000 --count 10",
            "  ./imxp beep ping ws://127.0.0.1:10289/beep --tls required --user fred --wire"
        })
final class BeepPing implements Callable<Integer> {
    private static final int MOST_OCTETS = 1 << 20;
    private static final int MOST_MESSAGES = 1_000_000;

    @Parameters(paramLabel = "HOST:PORT", description = "The peer: HOST:PORT, or ws://HOST:PORT/PATH.")
    private String peer = "";

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "100",
            description = "Octets of each message. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many messages. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--tls",
            paramLabel = "required|optional|off",
            defaultValue = "optional",
            description = "Whether the session is encrypted. Default: ${DEFAULT-VALUE}.")
    private TlsPolicy tls = TlsPolicy.OPTIONAL;

    @Option(
            names = "--trust",
            paramLabel = "FILE|insecure",
            description = "The certificates (PEM) to know the peer by; insecure trusts anybody. Default: the system's"
                    + " authorities, and for a peer on this machine also imxp-data/relay.pem, if that is there.")
    private Optional<String> trust = Optional.empty();

    @Option(
            names = "--server-name",
            paramLabel = "NAME",
            description = "Whom to ask for. Default: the host, or localhost for an address of this machine.")
    private Optional<String> serverName = Optional.empty();

    @Mixin
    private final BeepOptions options = new BeepOptions();

    private final Surroundings surroundings;

    BeepPing(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check("--size", size, 0, MOST_OCTETS);
        check("--count", count, 1, MOST_MESSAGES);
        var address = PeerAddress.of(peer);
        try (var threads = new PasswordThreads();
                var beep = Beep.open();
                var session = beep.connect(address.active(), connecting(address, threads));
                var channel = session.start(options.profile())) {
            var security = session.session()
                    .tlsPeer()
                    .map(tlsPeer -> ", " + tlsPeer.protocol())
                    .orElse("");
            surroundings.talk("Connected to " + peer + security + "; channel "
                    + channel.channel().number() + ".");
            tell(ping(channel));
        }
        return 0;
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw CommandFailure.wrongUsage(option + " " + value + " is not allowed: " + least + " to " + most + ".");
        }
    }

    private List<Double> ping(BlockingChannel channel) {
        var message = Message.of(new byte[size]);
        var millis = new ArrayList<Double>();
        for (int i = 1; i <= count; i++) {
            var begun = System.nanoTime();
            var reply = channel.request(message);
            var took = (System.nanoTime() - begun) / 1e6;
            millis.add(took);
            var same = Arrays.equals(reply.body(), message.body()) ? "" : " (not the same octets)";
            surroundings.data(i + ": " + reply.body().length + " octets" + same + " after " + shown(took));
        }
        return millis;
    }

    private void tell(List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        surroundings.talk(count + (count == 1 ? " message" : " messages") + ": fastest " + shown(sorted.getFirst())
                + ", median " + shown(sorted.get(sorted.size() / 2)) + ", slowest " + shown(sorted.getLast()) + ".");
    }

    private static String shown(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private ConnectOptions connecting(PeerAddress address, PasswordThreads threads) {
        var plain = ConnectOptions.plain()
                .withServerName(serverName.orElseGet(address::serverName))
                .withSettings(options.traced(SessionSettings.serving(), new WireLines(surroundings::talk)));
        var secured = switch (tls) {
            case OFF -> plain;
            case OPTIONAL ->
                plain.withOptionalTls(Trust.of(trust, Optional.of(address.hostPort()), surroundings.folder()));
            case REQUIRED -> plain.withTls(Trust.of(trust, Optional.of(address.hostPort()), surroundings.folder()));
        };
        var resources = new SaslResources(surroundings.random(), threads);
        return options.account(
                        surroundings,
                        (name, password) -> new SaslLogin(name, password, secured.serverName(), resources))
                .map(secured::withLogin)
                .orElse(secured);
    }
}

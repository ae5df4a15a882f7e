package org.imxp.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.blocking.Beep;
import org.imxp.beep.blocking.BlockingChannel;
import org.imxp.beep.blocking.ConnectOptions;
import org.imxp.beep.blocking.Message;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslResources;
import picocli.CommandLine.Command;
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
            names = "--profile",
            paramLabel = "URI",
            defaultValue = BeepCommand.ECHO,
            description = "The profile to ask for. Default: ${DEFAULT-VALUE}.")
    private String profile = "";

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

    @Option(names = "--user", paramLabel = "NAME", description = "The account to authenticate with. Default: none.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the account's password. Without it: the variable IMXP_PASSWORD, else you are asked.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--wire", description = "Show every frame, C: for this side.")
    private boolean wire;

    private final Surroundings surroundings;

    BeepPing(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check("--size", size, 0, MOST_OCTETS);
        check("--count", count, 1, MOST_MESSAGES);
        var address = PeerAddress.of(peer);
        try (var beep = Beep.open();
                var session = beep.connect(address.active(), options(address));
                var channel = session.start(profile)) {
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

    private ConnectOptions options(PeerAddress address) {
        var options = ConnectOptions.plain().withServerName(serverName.orElseGet(address::serverName));
        if (wire) {
            options = options.withSettings(SessionSettings.serving().withTrace(new WireLines(surroundings::talk)));
        }
        options = switch (tls) {
            case OFF -> options;
            case OPTIONAL -> options.withOptionalTls(Trust.of(trust, address.hostPort(), surroundings.folder()));
            case REQUIRED -> options.withTls(Trust.of(trust, address.hostPort(), surroundings.folder()));
        };
        return user.isPresent() ? options.withLogin(login(user.get(), options.serverName())) : options;
    }

    private SaslLogin login(String name, String domain) {
        var password = new Passwords(surroundings).existing(name, passwordFile);
        try {
            var resources = new SaslResources(surroundings.random(), Executors.newVirtualThreadPerTaskExecutor());
            return new SaslLogin(name, password, domain, resources);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.refused("The name or the password cannot be used: " + Failures.message(e) + ".", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}

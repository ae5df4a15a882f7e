package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Profile;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.SaslAuthentication;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.blocking.Beep;
import org.imxp.beep.blocking.Service;
import org.imxp.beep.sasl.CredentialSource;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.relay.certificate.CertificateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code imxp beep echo}. */
@Command(
        name = "echo",
        description = "Sends back each message that a BEEP peer sends, until Ctrl-C.",
        footer = {
            "",
            "With --tls it shows the certificate of imxp-data, which it makes if there is none. With --user only that",
            "account is served; its realm and server name are localhost.",
            "",
            "Examples:",
            "  ./imxp beep echo",
            "  ./imxp beep echo --listen 127.0.0.1:10288 --profile http://example.com/beep/mine --wire",
            "  ./imxp beep echo --listen ws://127.0.0.1:10289/beep --tls optional --user fred"
        })
final class BeepEcho implements Runnable {
    private static final String DOMAIN = "localhost";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:10288",
            description = "Where: HOST:PORT, or ws://HOST:PORT/PATH. Default: ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--profile",
            paramLabel = "URI",
            defaultValue = BeepCommand.ECHO,
            description = "The profile to serve. Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(
            names = "--tls",
            paramLabel = "required|optional|off",
            defaultValue = "off",
            description = "Whether sessions are encrypted. Default: ${DEFAULT-VALUE}.")
    private TlsPolicy tls = TlsPolicy.OFF;

    @Option(names = "--user", paramLabel = "NAME", description = "The one account that is served. Default: anybody.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the account's password. Without it: the variable IMXP_PASSWORD, else you are asked.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--wire", description = "Show every frame, S: for this side.")
    private boolean wire;

    private final Surroundings surroundings;

    BeepEcho(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = PeerAddress.of(listen);
        var settings = settings();
        var certificate = certificate();
        var over = new CompletableFuture<Boolean>();
        surroundings.stop().onStop(() -> over.complete(true));
        try (var beep = Beep.open();
                var listener = beep.listen(address.passive(), settings, certificate)) {
            surroundings.talk("Echoing " + profile + " on "
                    + address.at(listener.address().getPort()) + "; Ctrl-C ends it.");
            var _ = Forever.result(over);
        }
    }

    private SessionSettings settings() {
        var settings = SessionSettings.serving(served()).withTls(tls);
        if (wire) {
            settings = settings.withTrace(WireLines.ofServer(surroundings::talk));
        }
        return user.isPresent() ? settings.withAuthentication(authentication(user.get())) : settings;
    }

    private Profile served() {
        var echo = Service.of(profile, request -> request.reply(request.message()));
        return user.isEmpty() ? echo : new Guarded(echo);
    }

    /** Only those who have authenticated are served. */
    private record Guarded(Service echo) implements Profile {
        @Override
        public String uri() {
            return echo.uri();
        }

        @Override
        public void start(ChannelStart start) {
            if (start.session().identity().isPresent()) {
                echo.start(start);
            } else {
                start.refuse(ReplyCode.AUTHENTICATION_REQUIRED, "authenticate first");
            }
        }
    }

    private SaslAuthentication authentication(String name) {
        var password = new Passwords(surroundings).existing(name, passwordFile);
        try {
            var account = StoredCredentials.derive(name, DOMAIN, password, surroundings.random());
            var resources = new SaslResources(surroundings.random(), Executors.newVirtualThreadPerTaskExecutor());
            var authority =
                    SaslAuthority.withDefaults(CredentialSource.of(List.of(account)), resources, surroundings.clock());
            return SaslAuthentication.of(
                    authority,
                    DOMAIN,
                    SaslMechanism.SCRAM_SHA_256_PLUS,
                    SaslMechanism.SCRAM_SHA_256,
                    SaslMechanism.DIGEST_MD5,
                    SaslMechanism.PLAIN);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.refused("The name or the password cannot be used: " + Failures.message(e) + ".", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private TlsContext certificate() {
        if (tls == TlsPolicy.OFF) {
            return TlsContext.none();
        }
        var folder = surroundings.folder().resolve(Trust.LOCAL).getParent();
        var store = new CertificateStore(
                folder == null ? Path.of("") : folder, surroundings.clock(), surroundings.random());
        var found = store.loadOrMake(List.of(DOMAIN));
        return TlsContext.listener(found.key(), found.chain());
    }
}

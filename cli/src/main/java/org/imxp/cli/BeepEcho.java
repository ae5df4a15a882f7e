package org.imxp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import picocli.CommandLine.Mixin;
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
            names = "--tls",
            paramLabel = "required|optional|off",
            defaultValue = "off",
            description = "Whether sessions are encrypted. Default: ${DEFAULT-VALUE}.")
    private TlsPolicy tls = TlsPolicy.OFF;

    @Mixin
    private final BeepOptions options = new BeepOptions();

    private final Surroundings surroundings;

    BeepEcho(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = PeerAddress.of(listen);
        var certificate = certificate();
        var over = new CompletableFuture<Boolean>();
        surroundings.stop().onStop(() -> over.complete(true));
        try (var threads = new PasswordThreads();
                var beep = Beep.open();
                var listener = beep.listen(address.passive(), settings(threads), certificate)) {
            surroundings.talk("Echoing " + options.profile() + " on "
                    + address.at(listener.address().getPort()) + "; Ctrl-C ends it.");
            var _ = Forever.result(over);
        }
    }

    private SessionSettings settings(PasswordThreads threads) {
        var echo = Service.of(options.profile(), request -> request.reply(request.message()));
        var authentication = options.account(surroundings, (name, password) -> authentication(name, password, threads));
        var settings = authentication
                .map(given -> SessionSettings.serving(new Guarded(echo)).withAuthentication(given))
                .orElseGet(() -> SessionSettings.serving(echo));
        return options.traced(settings.withTls(tls), WireLines.ofServer(surroundings::talk));
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

    private SaslAuthentication authentication(String name, char[] password, PasswordThreads threads) {
        var account = StoredCredentials.derive(name, DOMAIN, password, surroundings.random());
        var resources = new SaslResources(surroundings.random(), threads);
        var authority =
                SaslAuthority.withDefaults(CredentialSource.of(List.of(account)), resources, surroundings.clock());
        return SaslAuthentication.of(
                authority,
                DOMAIN,
                SaslMechanism.SCRAM_SHA_256_PLUS,
                SaslMechanism.SCRAM_SHA_256,
                SaslMechanism.DIGEST_MD5,
                SaslMechanism.PLAIN);
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

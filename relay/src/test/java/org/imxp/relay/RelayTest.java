package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.Credentials;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Octets;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The relay on real sockets, with TLS and SASL. */
class RelayTest {
    static final String PASSWORD = "yabba dabba doo";

    @TempDir
    private Path folder;

    private BeepNetwork network;

    @BeforeEach
    void openNetwork() {
        network = BeepNetwork.open(1);
    }

    @AfterEach
    void closeNetwork() {
        network.close();
    }

    private Configuration configuration(String... keysAndValues) {
        var reader = new ConfigurationReader(Map.of())
                .overriding("test", "domains", "example.com,rubble.com")
                .overriding("test", "listen.edge", "127.0.0.1:0")
                .overriding("test", "listen.mesh", "127.0.0.1:0")
                .overriding("test", "data", folder.toString())
                .overriding("test", "store.url", "sqlite:" + folder.resolve("imxp.db"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            reader = reader.overriding("test", keysAndValues[i], keysAndValues[i + 1]);
        }
        return reader.readDefaults();
    }

    private Relay start(Configuration configuration, String... endpoints) {
        try (var store = JdbcStore.open(configuration.store())) {
            for (var endpoint : endpoints) {
                store.accounts().add(account(endpoint));
            }
        }
        return Relay.start(configuration);
    }

    static Account account(String endpoint) {
        var domain = endpoint.substring(endpoint.indexOf('@') + 1);
        var made = StoredCredentials.derive(endpoint, domain, PASSWORD.toCharArray(), new SecureRandom());
        var scram = made.scramSha256();
        var digest = made.digestMd5().byUsername();
        var credentials = new Credentials(
                new Credentials.Scram(
                        octets(scram.salt()), scram.iterations(), octets(scram.storedKey()), octets(scram.serverKey())),
                new Credentials.DigestMd5(
                        octets(digest.get(endpoint)),
                        octets(digest.get(endpoint.substring(0, endpoint.indexOf('@'))))));
        return new Account(endpoint, domain, credentials, Instant.EPOCH);
    }

    private static Octets octets(org.imxp.beep.sasl.Octets octets) {
        return Octets.of(octets.toByteArray());
    }

    private SocketEndpoint connect(Relay relay) {
        var trust = relay.certificate()
                .map(shown -> RelayCertificate.load(shown.file(), folder.resolve("relay.key")))
                .map(certificate -> TlsContext.initiator(certificate.chain()))
                .orElseGet(TlsContext::none);
        return SocketEndpoint.connect(network, relay.edgeAddress(), trust);
    }

    private static String data(String from, String to) {
        return "<data content='http://x.example/'><originator identity='" + from + "' /><recipient identity='" + to
                + "' /><option internal='statusRequest' transID='86' /></data>";
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256_PLUS", "SCRAM_SHA_256", "DIGEST_MD5", "PLAIN"})
    @Requirement({"SEED-46", "CORE-26", "CORE-35", "CORE-41"})
    void takesDataBetweenTwoEndpointsInsideTls(SaslMechanism mechanism) throws InterruptedException {
        try (var relay = start(configuration(), "fred@example.com", "wilma@example.com")) {
            var fred = connect(relay)
                    .secure("example.com")
                    .logIn(mechanism, "fred@example.com", PASSWORD, "example.com")
                    .attach("fred@example.com");
            var wilma = connect(relay)
                    .secure("example.com")
                    .logIn(mechanism, "wilma", PASSWORD, "example.com")
                    .attach("wilma@example.com");
            assertThat(fred.gets()).isEqualTo("<ok />");
            assertThat(wilma.gets()).isEqualTo("<ok />");

            assertThat(fred.says(data("fred@example.com", "wilma@example.com"))).isEqualTo("<ok />");
            assertThat(wilma.gets()).isEqualTo(data("fred@example.com", "wilma@example.com"));
            assertThat(fred.gets()).contains("identity='wilma@example.com'><reply code='250' transID='86'");
            assertThat(fred.says(data("fred@example.com", "nobody@example.com")))
                    .isEqualTo("<ok />");
            assertThat(fred.gets()).contains("<reply code='550'");
        }
    }

    @Test
    @Requirement({"IMPP-2.1.1", "ACC-2"})
    void offersServicesWhereTheyAreNotSwitchedOff() throws InterruptedException {
        var configuration = configuration("security.tls", "off", "services.off", "access@rubble.com");
        try (var relay = start(configuration, "fred@example.com")) {
            var fred = connect(relay)
                    .logIn(SaslMechanism.SCRAM_SHA_256, "fred@example.com", PASSWORD, "example.com")
                    .attach("fred@example.com");
            assertThat(fred.gets()).isEqualTo("<ok />");
            assertThat(fred.says(data("fred@example.com", "apex=access@rubble.com")))
                    .isEqualTo("<ok />");
            assertThat(fred.gets()).contains("<reply code='550'", "the service access is not offered here");
            assertThat(fred.says(data("fred@example.com", "apex=access@example.com")))
                    .isEqualTo("<ok />");
            assertThat(fred.gets()).contains("<reply code='250'");
        }
    }

    @Test
    @Requirement("BEEP-29")
    void aPeerLogsInToTheDomainThatItNamed() throws InterruptedException {
        try (var relay = start(configuration(), "pebbles@rubble.com")) {
            var pebbles = connect(relay)
                    .secure("rubble.com")
                    .logIn(SaslMechanism.DIGEST_MD5, "pebbles", PASSWORD, "rubble.com")
                    .attach("pebbles@rubble.com");
            assertThat(pebbles.gets()).isEqualTo("<ok />");
        }
    }

    @Test
    @Requirement({"CORE-35", "BEEP-48"})
    void offersNoMechanismBeforeTlsWhereTlsIsRequired() {
        try (var relay = start(configuration(), "fred@example.com")) {
            var fred = connect(relay);
            assertThat(fred.session().greeting().orElseThrow().profiles())
                    .containsExactly(
                            "http://iana.org/beep/TLS", "http://iana.org/beep/IMXP", "http://iana.org/beep/APEX");
            assertThatThrownBy(() -> fred.attach("fred@example.com"))
                    .hasRootCauseInstanceOf(PeerRefusedException.class)
                    .rootCause()
                    .hasMessageStartingWith("538");
        }
    }

    @Test
    @Requirement({"BEEP-48", "WIRE-12"})
    void offersNeitherPlainNorChannelBindingOutsideTls() {
        try (var relay = start(configuration("security.tls", "optional"), "fred@example.com")) {
            var fred = connect(relay);
            assertThat(fred.session().greeting().orElseThrow().profiles())
                    .contains("http://iana.org/beep/SASL/SCRAM-SHA-256", "http://iana.org/beep/SASL/DIGEST-MD5")
                    .doesNotContain("http://iana.org/beep/SASL/PLAIN", "http://iana.org/beep/SASL/SCRAM-SHA-256-PLUS");
        }
    }

    @Test
    @Requirement({"BEEP-50", "BEEP-64"})
    void refusesAWrongPasswordAndThenWhoeverGuessesOn() {
        try (var relay = start(configuration("security.tls", "off", "limits.failed-logins", "2"), "fred@example.com")) {
            for (var code : List.of("535", "535", "454")) {
                var guesser = connect(relay);
                assertThatThrownBy(() ->
                                guesser.logIn(SaslMechanism.SCRAM_SHA_256, "fred@example.com", "wrong", "example.com"))
                        .rootCause()
                        .hasMessageStartingWith(code);
            }
        }
    }

    @Test
    @Requirement({"BEEP-50", "BEEP-64"})
    void refusesAnAddressThatGuessesAtManyAccounts() {
        try (var relay = start(
                configuration("security.tls", "off", "limits.failed-logins-per-address", "2"), "fred@example.com")) {
            for (var name : List.of("dino", "hoppy")) {
                var guesser = connect(relay);
                assertThatThrownBy(() ->
                                guesser.logIn(SaslMechanism.SCRAM_SHA_256, name + "@example.com", "x", "example.com"))
                        .rootCause()
                        .hasMessageStartingWith("535");
            }
            var fred = connect(relay);
            assertThatThrownBy(
                            () -> fred.logIn(SaslMechanism.SCRAM_SHA_256, "fred@example.com", PASSWORD, "example.com"))
                    .rootCause()
                    .hasMessageStartingWith("454");
        }
    }

    @Test
    @Requirement("BEEP-50")
    void refusesAccountsOfDomainsThatItDoesNotServe() {
        try (var relay = start(configuration("security.tls", "off", "domains", "rubble.com"), "fred@example.com")) {
            var fred = connect(relay);
            assertThatThrownBy(
                            () -> fred.logIn(SaslMechanism.SCRAM_SHA_256, "fred@example.com", PASSWORD, "rubble.com"))
                    .rootCause()
                    .hasMessageStartingWith("535");
            var nonsense = connect(relay);
            assertThatThrownBy(() -> nonsense.logIn(SaslMechanism.SCRAM_SHA_256, "a/b/c@d", PASSWORD, "rubble.com"))
                    .rootCause()
                    .hasMessageStartingWith("535");
        }
    }

    @Test
    @Requirement("BEEP-29")
    void answersToItsDomainsAndToWhatAPeerMayHaveDialled() {
        try (var relay = start(configuration("security.tls", "off"))) {
            var apex = List.of(ProfileOffer.of("http://iana.org/beep/APEX"));
            for (var name : List.of("EXAMPLE.com", "127.0.0.1", "::1", "localhost")) {
                assertThat(refusal(connect(relay), name, apex)).startsWith("530");
            }
            assertThat(refusal(connect(relay), "elsewhere.example", apex)).startsWith("553");
        }
    }

    private static String refusal(SocketEndpoint endpoint, String serverName, List<ProfileOffer> offers) {
        var session = endpoint.session();
        var refused = new CompletableFuture<String>();
        session.execute(() -> {
            var _ = session.start(serverName, offers, exchange -> {})
                    .whenComplete((started, failure) -> refused.complete(String.valueOf(failure.getMessage())));
        });
        return SocketEndpoint.await(refused).replaceFirst("^.*Exception: ", "");
    }

    @Test
    @Requirement({"CORE-19", "CORE-21"})
    void tellsItsEndpointsBeforeItStops() throws InterruptedException {
        var relay = start(configuration("security.tls", "off"), "fred@example.com");
        var fred = connect(relay)
                .logIn(SaslMechanism.SCRAM_SHA_256, "fred@example.com", PASSWORD, "example.com")
                .attach("fred@example.com");
        assertThat(fred.gets()).isEqualTo("<ok />");
        relay.close();
        assertThat(fred.gets()).startsWith("<terminate transID='1' code='421' xml:lang='en'>");
        assertThat(fred.ends()).isEqualTo(SessionEnd.Kind.RELEASED);
        relay.close();
        assertThatThrownBy(() -> connect(relay)).isInstanceOf(RuntimeException.class);
    }

    @Test
    @Requirement({"BEEP-64", "CORE-51"})
    void refusesOneSessionTooMany() {
        try (var relay = start(configuration("security.tls", "off", "limits.sessions-per-address", "1"))) {
            connect(relay);
            var second = new SocketEndpoint();
            SocketEndpoint.await(
                    network.connect(relay.edgeAddress(), SessionSettings.serving(), TlsContext.none(), second));
            assertThat(second.ends()).isIn(SessionEnd.Kind.FAULT, SessionEnd.Kind.LOST);
        }
    }

    @Test
    void tellsWhetherItMadeItsCertificate() {
        String fingerprint;
        try (var relay = start(configuration())) {
            var shown = relay.certificate().orElseThrow();
            assertThat(shown.madeNow()).isTrue();
            assertThat(shown.file()).exists().hasFileName("relay.pem");
            fingerprint = shown.fingerprint();
        }
        try (var relay = start(configuration())) {
            var shown = relay.certificate().orElseThrow();
            assertThat(shown.madeNow()).isFalse();
            assertThat(shown.fingerprint()).isEqualTo(fingerprint);
        }
        try (var relay = start(configuration(
                "security.certificate",
                folder.resolve("relay.pem").toString(),
                "security.key",
                folder.resolve("relay.key").toString()))) {
            assertThat(relay.certificate().orElseThrow().fingerprint()).isEqualTo(fingerprint);
        }
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = taken.getLocalPort();
            refuses("127.0.0.1:" + port, configuration("listen.edge", "127.0.0.1:" + port));
            assertThat(folder)
                    .as("a start that fails at a busy port changes nothing")
                    .isEmptyDirectory();
        }
        refuses("no-such-host.invalid", configuration("listen.edge", "no-such-host.invalid:0"));
        refuses(
                "missing.pem",
                configuration(
                        "security.certificate",
                        folder.resolve("missing.pem").toString(),
                        "security.key",
                        folder.resolve("missing.key").toString()));
        var noFolder = Files.writeString(folder.resolve("file"), "");
        refuses("imxp.db", configuration("store.url", "sqlite:" + noFolder.resolve("imxp.db")));
        // What was opened before the failure is closed again, so the next start finds all free.
        try (var relay = start(configuration())) {
            assertThat(relay.edgeAddress()).isInstanceOf(InetSocketAddress.class);
        }
    }

    private static void refuses(String named, Configuration configuration) {
        assertThatThrownBy(() -> Relay.start(configuration))
                .isInstanceOf(RelayStartException.class)
                .hasMessageContaining(named);
    }

    @Test
    void refusesADomainOrAnActorThatIsNone() {
        var good = configuration();
        refuses(
                "access.defaults",
                new Configuration(
                        good.domains(),
                        good.data(),
                        good.listen(),
                        good.store(),
                        good.security(),
                        good.mesh(),
                        List.of(new AccessDefault("fr*ed@example.com", List.of("core:data"))),
                        good.ownProgramsAct(),
                        good.servicesOff(),
                        true,
                        good.limits()));
        refuses("domains", configuration("domains", "example.1"));
    }
}

package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.TlsContext;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.ConfigurationReader;
import org.imxp.relay.store.JdbcStore;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two relays of two domains, over sockets and TLS. */
class FederationTest {
    private final BeepNetwork network = BeepNetwork.open(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void makeCertificates() throws IOException {
        for (var domain : List.of("example.com", "rubble.com")) {
            Files.createDirectory(home(domain));
            certificate(domain);
        }
        Files.writeString(folder.resolve("secret"), "yabba dabba doo\n");
    }

    @AfterEach
    void close() {
        network.close();
    }

    private Path home(String domain) {
        return folder.resolve(domain);
    }

    private RelayCertificate certificate(String domain) {
        return new CertificateStore(home(domain), InstantSource.system(), new SecureRandom())
                .loadOrMake(List.of(domain));
    }

    private String trusting(String domain) {
        return "trust = [\"" + home(domain).resolve(CertificateStore.CERTIFICATE) + "\"]\n";
    }

    private static String routed(String domain, Relay relay) {
        return "routes = { \"" + domain + "\" = \"127.0.0.1:"
                + relay.meshAddress().orElseThrow().getPort() + "\" }\n";
    }

    private Relay start(String domain, String endpoint, String mesh) throws IOException {
        var file = home(domain).resolve("imxp.toml");
        Files.writeString(file, """
            domains = ["%s"]
            data = "."
            [listen]
            edge = "127.0.0.1:0"
            mesh = "127.0.0.1:0"
            [access]
            defaults = [ { actor = "*@*", actions = "core:data" } ]
            [mesh]
            %s
            """.formatted(domain, mesh));
        var configuration = new ConfigurationReader(Map.of()).read(file);
        try (var store = JdbcStore.open(configuration.store())) {
            store.accounts().add(RelayTest.account(endpoint));
        }
        return Relay.start(configuration);
    }

    private SocketEndpoint attach(Relay relay, String endpoint) throws InterruptedException {
        var domain = endpoint.substring(endpoint.indexOf('@') + 1);
        var attached = SocketEndpoint.connect(
                        network,
                        relay.edgeAddress(),
                        TlsContext.initiator(certificate(domain).chain()))
                .secure(domain)
                .logIn(SaslMechanism.SCRAM_SHA_256, endpoint, RelayTest.PASSWORD, domain)
                .attach(endpoint);
        assertThat(attached.gets()).isEqualTo("<ok />");
        return attached;
    }

    private static String data(String from, String to) {
        return "<data content='http://x.example/'><originator identity='" + from + "' /><recipient identity='" + to
                + "' /></data>";
    }

    private static String asking(String from, String to) {
        return data(from, to).replace("</data>", "<option internal='statusRequest' transID='86' /></data>");
    }

    private void bothWays(Relay example, Relay rubble) throws InterruptedException {
        var fred = attach(example, "fred@example.com");
        var barney = attach(rubble, "barney@rubble.com");

        assertThat(fred.says(data("fred@example.com", "barney@rubble.com"))).isEqualTo("<ok />");
        assertThat(barney.gets()).isEqualTo(data("fred@example.com", "barney@rubble.com"));

        // There is no route back but the session that the other relay has bound.
        assertThat(barney.says(data("barney@rubble.com", "fred@example.com"))).isEqualTo("<ok />");
        assertThat(fred.gets()).isEqualTo(data("barney@rubble.com", "fred@example.com"));
    }

    @Test
    @Requirement({"SEED-47", "SEED-48", "SEED-49", "CORE-18", "CORE-25", "CORE-50", "WIRE-4"})
    void domainsThatTrustEachOthersCertificates() throws Exception {
        try (var rubble = start("rubble.com", "barney@rubble.com", trusting("example.com"));
                var example = start(
                        "example.com", "fred@example.com", trusting("rubble.com") + routed("rubble.com", rubble))) {
            bothWays(example, rubble);
        }
    }

    @Test
    @Requirement({"SEED-48", "CORE-50"})
    void domainsThatShareASecret() throws Exception {
        var secret = folder.resolve("secret");
        try (var rubble = start(
                        "rubble.com", "barney@rubble.com", "secrets = { \"example.com\" = \"file:" + secret + "\" }");
                var example = start(
                        "example.com",
                        "fred@example.com",
                        trusting("rubble.com") + routed("rubble.com", rubble) + "secrets = { \"rubble.com\" = \"file:"
                                + secret + "\" }")) {
            bothWays(example, rubble);
        }
    }

    @Test
    @Requirement({"SEED-48", "CORE-43"})
    void aRelayWhoseCertificateIsNotTrustedIsNotSpokenWith() throws Exception {
        try (var rubble = start("rubble.com", "barney@rubble.com", trusting("example.com"));
                var example = start("example.com", "fred@example.com", routed("rubble.com", rubble))) {
            var fred = attach(example, "fred@example.com");

            assertThat(fred.says(asking("fred@example.com", "barney@rubble.com")))
                    .isEqualTo("<ok />");

            assertThat(fred.gets()).contains("code='421'", "no relay of rubble.com is reachable", "mesh.trust");
        }
    }

    @Test
    @Requirement({"SEED-48", "CORE-43"})
    void aRelayThatIsNotTrustedByTheOtherIsToldSo() throws Exception {
        try (var rubble = start("rubble.com", "barney@rubble.com", "");
                var example = start(
                        "example.com", "fred@example.com", trusting("rubble.com") + routed("rubble.com", rubble))) {
            var fred = attach(example, "fred@example.com");

            assertThat(fred.says(asking("fred@example.com", "barney@rubble.com")))
                    .isEqualTo("<ok />");

            assertThat(fred.gets()).contains("code='421'", "no relay of rubble.com is reachable", "mesh.trust");
        }
    }
}

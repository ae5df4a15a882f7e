package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.TlsContext;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One relay for several domains, of which one has a certificate of its own. */
class DomainCertificatesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private RelayCertificate made(String name, String domain) {
        return new CertificateStore(folder.resolve(name), InstantSource.system(), RANDOM).loadOrMake(List.of(domain));
    }

    private Configuration configuration() {
        var rubble = folder.resolve("rubble");
        var files = "{ \"rubble.com\" = { certificate = '" + rubble.resolve(CertificateStore.CERTIFICATE) + "', key = '"
                + rubble.resolve(CertificateStore.KEY) + "' } }";
        return new ConfigurationReader(Map.of())
                .overriding("test", "domains", "example.com,rubble.com")
                .overriding("test", "listen.edge", "127.0.0.1:0")
                .overriding("test", "listen.mesh", "127.0.0.1:0")
                .overriding("test", "data", folder.toString())
                .overriding("test", "security.certificates", files)
                .readDefaults();
    }

    private static X509Certificate shownBy(Relay relay, BeepNetwork network, String domain) {
        return SocketEndpoint.connect(network, relay.edgeAddress(), TlsContext.initiatorTrustingAnybody())
                .secure(domain)
                .session()
                .tlsPeer()
                .orElseThrow()
                .certificates()
                .getFirst();
    }

    @Test
    void aPeerIsShownTheCertificateOfTheDomainThatItAsksFor() throws Exception {
        var rubble = made("rubble", "rubble.com");
        var looks = new ArrayList<Runnable>();
        try (var network = BeepNetwork.open(1);
                var relay = Relay.start(configuration(), InstantSource.system(), RANDOM, (pause, task) -> {
                    looks.add(task);
                    return () -> {};
                })) {
            var made = RelayCertificate.load(
                            folder.resolve(CertificateStore.CERTIFICATE), folder.resolve(CertificateStore.KEY))
                    .certificate();
            assertThat(shownBy(relay, network, "example.com")).isEqualTo(made);
            assertThat(shownBy(relay, network, "rubble.com")).isEqualTo(rubble.certificate());

            var renewed = made("renewed", "rubble.com");
            for (var file : List.of(CertificateStore.CERTIFICATE, CertificateStore.KEY)) {
                Files.copy(
                        folder.resolve("renewed").resolve(file),
                        folder.resolve("rubble").resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            looks.forEach(Runnable::run);
            assertThat(shownBy(relay, network, "rubble.com")).isEqualTo(renewed.certificate());
            assertThat(shownBy(relay, network, "example.com")).isEqualTo(made);
        }
    }

    @Test
    void aCertificateThatIsNotTheDomainsStopsTheStart() {
        made("rubble", "slate.example");

        var configuration = configuration();
        assertThatThrownBy(() -> Relay.start(configuration))
                .isInstanceOf(RelayStartException.class)
                .hasMessageStartingWith("security.certificates.rubble.com: the certificate in ")
                .hasMessageEndingWith(" does not have rubble.com as a DNS name of its subjectAltName");
    }
}

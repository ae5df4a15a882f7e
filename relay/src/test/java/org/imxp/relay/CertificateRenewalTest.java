package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.TlsContext;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.ConfigurationReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate files that are replaced while a relay runs, seen by peers that shake hands with it. */
class CertificateRenewalTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private final List<Runnable> looks = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Path certificate;
    private Path key;
    private BeepNetwork network;
    private RelayCertificate first;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("cert.key");
        first = made("first");
        replace(certificate, "first", CertificateStore.CERTIFICATE);
        replace(key, "first", CertificateStore.KEY);
        var configuration = new ConfigurationReader(Map.of())
                .overriding("test", "listen.edge", "127.0.0.1:0")
                .overriding("test", "store.url", "sqlite:" + folder.resolve("imxp.db"))
                .overriding("test", "security.certificate", certificate.toString())
                .overriding("test", "security.key", key.toString())
                .readDefaults();
        network = BeepNetwork.open(1);
        relay = Relay.start(configuration, InstantSource.system(), RANDOM, (pause, task) -> {
            assertThat(pause).isEqualTo(CertificateRenewal.INTERVAL);
            looks.add(task);
            return () -> ended.add("ended");
        });
    }

    @AfterEach
    void stop() {
        relay.close();
        network.close();
        assertThat(ended).as("the looks end with the relay").hasSize(1);
    }

    private RelayCertificate made(String name) {
        return new CertificateStore(folder.resolve(name), InstantSource.system(), RANDOM)
                .loadOrMake(List.of("localhost"));
    }

    /** As a program does that renews certificates: the new file takes the place of the old one at once. */
    private void replace(Path file, String name, String with) throws IOException {
        var beside = Files.copy(folder.resolve(name).resolve(with), folder.resolve("beside"));
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void look() {
        assertThat(looks).hasSize(1);
        looks.getFirst().run();
    }

    private SocketEndpoint secured(RelayCertificate trusted) {
        return SocketEndpoint.connect(network, relay.edgeAddress(), TlsContext.initiator(trusted.chain()))
                .secure("localhost");
    }

    private void shows(RelayCertificate shown, RelayCertificate notShown) {
        assertThat(secured(shown).session().tlsPeer()).isPresent();
        assertThatThrownBy(() -> secured(notShown)).hasMessageContaining("TLS handshake failed");
        assertThat(relay.certificate().orElseThrow().fingerprint()).isEqualTo(shown.fingerprint());
    }

    @Test
    void theNewOneIsShownAndSessionsThatStandGoOn() throws IOException {
        var second = made("second");
        var standing = secured(first);
        shows(first, second);
        replace(certificate, "second", CertificateStore.CERTIFICATE);
        look();
        shows(first, second);
        replace(key, "second", CertificateStore.KEY);
        shows(first, second);
        look();
        shows(second, first);
        assertThat(standing.session().isAlive()).isTrue();
        assertThatThrownBy(() -> standing.attach("fred@localhost"))
                .as("it still answers")
                .hasMessageContaining("530");
    }

    @Test
    void whatCannotBeUsedIsNotTaken() throws IOException {
        var second = made("second");
        Files.writeString(certificate, "nothing");
        look();
        shows(first, second);
        Files.delete(certificate);
        look();
        shows(first, second);
        replace(certificate, "second", CertificateStore.CERTIFICATE);
        replace(key, "second", CertificateStore.KEY);
        look();
        shows(second, first);
    }
}

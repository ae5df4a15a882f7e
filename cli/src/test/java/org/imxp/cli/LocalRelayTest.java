package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.config.ConfigurationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRelayTest {
    @TempDir
    private Path folder = Path.of("");

    private boolean serves(String domain) {
        return LocalRelay.serves(Domain.parse(domain), folder);
    }

    @Test
    void itIsWhereServeListensWithoutOptions() {
        var defaults = new ConfigurationReader(Map.of()).readDefaults();
        assertThat(LocalRelay.ADDRESS).isEqualTo(defaults.listen().edge());
        assertThat(defaults.domains()).allMatch(this::serves);
    }

    @Test
    void itServesLocalhostAndWhatItsCertificateNames() throws IOException {
        assertThat(serves("localhost")).isTrue();
        assertThat(serves("example.com")).isFalse();
        var data = Files.createDirectory(folder.resolve("imxp-data"));
        new CertificateStore(data, Clock.systemUTC(), new SecureRandom())
                .loadOrMake(List.of("example.com", "rubble.com"));
        assertThat(serves("localhost")).isTrue();
        assertThat(serves("example.com")).isTrue();
        assertThat(serves("rubble.com")).isTrue();
        assertThat(serves("example.net")).isFalse();
        assertThat(serves("a.example.com")).isFalse();
    }

    @Test
    void aCertificateThatIsNoneIsNamed() throws IOException {
        var data = Files.createDirectory(folder.resolve("imxp-data"));
        Files.writeString(data.resolve(CertificateStore.CERTIFICATE), "nothing");
        assertThatThrownBy(() -> serves("example.com"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("relay.pem");
    }
}

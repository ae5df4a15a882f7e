package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Trial trial = new Trial(folder);
    private String data = "";

    @BeforeEach
    void folder() {
        trial = new Trial(folder);
        data = folder.resolve("imxp-data").toString();
    }

    @Test
    void tellsWhereItIsAndWhatToTypeNextAndEndsWell() {
        var run = trial.start(
                "serve", "--domain", "example.com", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0", "--data", data);
        var said = run.saying("Ctrl-C").err();
        assertThat(said)
                .containsPattern("connect to +127\\.0\\.0\\.1:[0-9]+")
                .containsPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}")
                .contains("imxp-data/relay.pem (made just now)")
                .contains("./imxp user add fred@example.com --data " + data)
                .containsPattern("./imxp listen --as wilma@example.com --relay 127.0.0.1:[0-9]+\\R")
                .containsPattern(
                        "./imxp send --as fred@example.com --relay 127.0.0.1:[0-9]+ --to wilma@example.com --status");
        run.stop();
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("Stopped.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatIsTypedNextTrustsTheCertificateThatTheRelayShows() {
        var other = folder.resolve("other place").toString();
        var run = trial.start("serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0", "--data", other);
        assertThat(run.saying("Ctrl-C").err())
                .contains("--data '" + other + "'")
                .contains("--trust 'other place/relay.pem'");
        run.stop();
        assertThat(run.status()).isZero();
    }

    @Test
    void withoutTlsItSaysSo() {
        var run = trial.with("IMXP_SECURITY_TLS", "off")
                .start("serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0", "--data", data);
        assertThat(run.saying("Ctrl-C").err()).contains("TLS is off").contains("--tls off");
        run.stop();
        assertThat(run.status()).isZero();
    }

    @Test
    void variablesOfOtherCommandsAreNoKeysOfTheConfiguration() {
        var run = trial.with(ClientHome.VARIABLE, data)
                .with(SecureOptions.VARIABLE, "off")
                .with(Passwords.VARIABLE, "secret")
                .with(Passwords.PASSPHRASE_VARIABLE, "secret")
                .with(Surroundings.DEBUG, "1")
                .start("serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0", "--data", data);
        run.saying("Ctrl-C").stop();
        assertThat(run.status()).isZero();
    }

    @Test
    void aWrongKeyStopsTheStartAndNothingIsChanged() throws IOException {
        Files.writeString(folder.resolve("imxp.toml"), "domains = [\"example.com\"]\n\n[limits]\nxml-deep = 7\n");
        var run = trial.run("serve", "--config", "imxp.toml", "--data", data);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("imxp.toml:4: limits.xml-deep").hasLineCount(1);
        assertThat(Path.of(data)).doesNotExist();
    }

    @Test
    void aWrongOptionIsNamedAsItWasTyped() {
        var run = trial.run("serve", "--edge", "nowhere", "--data", data);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("--edge").contains("HOST:PORT").hasLineCount(1);
        assertThat(Path.of(data)).doesNotExist();
    }

    @Test
    void aMissingConfigurationIsNamed() {
        var run = trial.run("serve", "--config", "none.toml");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("none.toml").hasLineCount(1);
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = trial.run("serve", "--edge", "127.0.0.1:" + busy.getLocalPort(), "--data", data);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .containsPattern(Pattern.quote("127.0.0.1:" + busy.getLocalPort()))
                    .hasLineCount(1);
        }
    }
}

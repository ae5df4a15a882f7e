package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot start says why in one sentence, and ends with the status that says whose fault it was. */
class FailureTest {
    @TempDir
    private Path folder = Path.of("");

    private static void assertRefused(Imxp imxp, String... words) {
        assertThat(imxp.status()).as(imxp.said()).isEqualTo(1);
        assertThat(imxp.out().all()).isEmpty();
        assertThat(imxp.err().all())
                .singleElement()
                .asString()
                .startsWith("imxp: ")
                .contains(words)
                .doesNotContain("Exception", "should not have happened");
    }

    @Test
    void aBusyPort() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var edge = "127.0.0.1:" + busy.getLocalPort();
            assertRefused(Imxp.run(folder, "serve", "--edge", edge, "--mesh", "127.0.0.1:0"), edge);
        }
    }

    @Test
    void aWrongKeyInTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("imxp.toml"), "domains = [\"example.com\"]\n[limits]\nxml-deptj = 5\n");
        assertRefused(Imxp.run(folder, "serve", "--config", "imxp.toml"), "imxp.toml:3", "xml-deptj", "xml-depth");
    }

    @Test
    void aCertificateThatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("relay.pem"), "not a certificate");
        Files.writeString(folder.resolve("relay.key"), "not a key");
        Files.writeString(
                folder.resolve("imxp.toml"), "[security]\ncertificate = \"relay.pem\"\nkey = \"relay.key\"\n");
        assertRefused(
                Imxp.run(folder, "serve", "--config", "imxp.toml", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0"),
                "relay.pem");
    }

    @Test
    void aStoreThatAnotherProgramHolds() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("imxp-data"));
        var url = "jdbc:sqlite:" + folder.resolve("imxp-data/imxp.db");
        try (var holder = DriverManager.getConnection(url);
                var statement = holder.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertRefused(Imxp.run(folder, "serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0"), "imxp.db");
        }
    }

    @Test
    void aRelayThatIsNotThere() throws IOException {
        // Taken by a socket that does not listen, so that nobody else can get it meanwhile.
        try (var taken = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var relay = "127.0.0.1:" + taken.socket().getLocalPort();
            assertRefused(Imxp.run(folder, "listen", "--as", "fred@example.com", "--relay", relay), relay);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serf", "send --as fred@example.com", "user add fred"})
    void wrongUsageIsStatus2(String command) {
        var imxp = Imxp.run(folder, command.split(" ", -1));
        assertThat(imxp.status()).as(imxp.said()).isEqualTo(2);
        assertThat(imxp.out().all()).isEmpty();
        assertThat(imxp.err().all()).first().asString().startsWith("imxp: ");
        assertThat(imxp.err().all()).hasSizeLessThanOrEqualTo(3);
    }
}

package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BeepCommandTest {
    private static final Pattern WHERE = Pattern.compile(" on (\\S+); Ctrl-C");

    @TempDir
    private Path folder = Path.of("");

    private Trial trial = new Trial(folder);
    private Trial.Run echo = new Trial.Run();

    @BeforeEach
    void folder() {
        trial = new Trial(folder).with("IMXP_PASSWORD", "yabba dabba doo");
    }

    @AfterEach
    void stop() {
        echo.stop();
        assertThat(echo.status()).isZero();
        assertThat(echo.out()).isEmpty();
    }

    /** Starts the echo; returns where it listens, as it says. */
    private String echo(String... options) {
        echo = trial.start(Trial.and(new String[] {"beep", "echo"}, options));
        var said = WHERE.matcher(echo.saying("Ctrl-C").err());
        assertThat(said.find()).isTrue();
        return said.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, off, off",
        "127.0.0.1:0, optional, required",
        "127.0.0.1:0, required, required",
        "ws://127.0.0.1:0/beep, off, off",
        "ws://127.0.0.1:0/beep, optional, optional"
    })
    void whatIsSentComesBack(String listen, String served, String wanted) {
        var where = echo("--listen", listen, "--tls", served);
        var run = trial.run("beep", "ping", where, "--tls", wanted, "--size", "100000", "--count", "3");
        assertThat(run.err())
                .contains("Connected to " + where)
                .containsPattern("3 messages: fastest [0-9.]+ ms, median [0-9.]+ ms, slowest [0-9.]+ ms");
        assertThat(run.err().contains("TLSv1.3")).isEqualTo(!served.equals("off"));
        assertThat(run.lines()).hasSize(3).allMatch(line -> line.matches("[1-3]: 100000 octets after [0-9.]+ ms"));
        assertThat(run.status()).isZero();
    }

    @Test
    void anAccountIsAskedForAndItsPasswordIsChecked() {
        var where = echo("--listen", "127.0.0.1:0", "--tls", "required", "--user", "fred");
        assertThat(trial.run("beep", "ping", where, "--user", "fred").status()).isZero();

        var nobody = trial.run("beep", "ping", where);
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.err()).contains("imxp: the peer refused: 530 authenticate first");

        var stranger = trial.with("IMXP_PASSWORD", "another").run("beep", "ping", where, "--user", "fred");
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.err()).contains("imxp: the peer refused: 535 ").hasLineCount(1);
    }

    @Test
    void theWireShowsEachFrame() {
        var where = echo("--listen", "127.0.0.1:0", "--wire");
        var run = trial.run("beep", "ping", where, "--wire", "--count", "1", "--size", "3");
        assertThat(run.err())
                .contains("C: <start number='1' serverName='localhost'>")
                .containsPattern("C: MSG 1 1 \\. 0 5\\R")
                .containsPattern("S: RPY 1 1 \\. 0 5\\R");
        assertThat(echo.saying("RPY 1 1").err()).containsPattern("S: RPY 1 1 \\. 0 5\\R");
    }

    @Test
    void anotherProfileIsRefusedWithItsCode() {
        var where = echo("--listen", "127.0.0.1:0", "--profile", "http://example.com/beep/mine");
        var run = trial.run("beep", "ping", where);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("imxp: the peer refused: 550 none of the requested profiles is served here");
        assertThat(trial.run("beep", "ping", where, "--profile", "http://example.com/beep/mine")
                        .status())
                .isZero();
    }

    @Test
    void whereNobodyListensIsSaid() throws IOException {
        var _ = echo("--listen", "127.0.0.1:0");
        // Taken by a socket that does not listen, so that nobody else can get it meanwhile.
        try (var taken = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var port = taken.socket().getLocalPort();
            var run = trial.run("beep", "ping", "127.0.0.1:" + port);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("no connection to 127.0.0.1:" + port).hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, 1, 1, 'nowhere'",
        "127.0.0.1:1, 1048577, 1, --size 1048577 is not allowed: 0 to 1048576",
        "127.0.0.1:1, -1, 1, --size -1 is not allowed: 0 to 1048576",
        "127.0.0.1:1, 1, 0, --count 0 is not allowed: 1 to 1000000",
        "127.0.0.1:1, 1, 1000001, --count 1000001 is not allowed: 1 to 1000000"
    })
    void wrongUsageIsNamed(String where, String size, String count, String said) {
        var _ = echo("--listen", "127.0.0.1:0");
        var run = trial.run("beep", "ping", where, "--size", size, "--count", count);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(said).hasLineCount(1);
    }
}

package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.dns.Limits.limits;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.testkit.TestDnsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against a DNS server that is not ours, where the machine has one. */
class DnsmasqTest {
    @TempDir
    private Path folder = Path.of("");

    private static Optional<Path> dnsmasq() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "dnsmasq"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that was free a moment ago, for both UDP and TCP. */
    private static int freePort() {
        try (var server = TestDnsServer.start((query, tcp) -> new byte[0])) {
            return server.address().getPort();
        }
    }

    private Process start(Path program, int port) throws IOException {
        var command = List.of(
                program.toString(),
                "--keep-in-foreground",
                "--log-facility=-",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--no-daemon",
                "--pid-file=" + folder.resolve("pid"),
                "--port=" + port,
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--local=/example.com/",
                "--local=/example.net/",
                "--local=/example.org/",
                "--local=/example.edu/",
                "--srv-host=_apex-mesh._tcp.example.com,second.example.com,4002,10,0",
                "--srv-host=_apex-mesh._tcp.example.com,first.example.com,4001,5,0",
                "--host-record=first.example.com,127.0.0.1,::1",
                "--host-record=second.example.com,127.0.0.2",
                "--srv-host=_imxp-mesh._tcp.example.net,first.example.com,4003",
                "--srv-host=_apex-mesh._tcp.example.org,.",
                "--host-record=example.edu,127.0.0.3");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @Test
    void aRealServerLeadsToTheSame() throws IOException {
        var program = dnsmasq();
        assumeTrue(program.isPresent(), "there is no dnsmasq here");
        var port = freePort();
        var process = start(program.orElseThrow(), port);
        try {
            // It may take a moment to listen; until then questions are refused, and asked again.
            var dns = Looking.atAll(
                    List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port)), limits().build());
            var found = dns.text("example.com", Mode.MESH);
            while (found.getFirst().startsWith("failed") && process.isAlive()) {
                found = dns.text("example.com", Mode.MESH);
            }
            assertThat(found)
                    .as(() -> "log: " + log())
                    .containsExactly(
                            "first.example.com 0:0:0:0:0:0:0:1 4001 APEX",
                            "first.example.com 127.0.0.1 4001 APEX",
                            "second.example.com 127.0.0.2 4002 APEX");
            assertThat(dns.text("example.net", Mode.MESH))
                    .containsExactly(
                            "first.example.com 0:0:0:0:0:0:0:1 4003 IMXP", "first.example.com 127.0.0.1 4003 IMXP");
            assertThat(dns.text("example.edu", Mode.MESH)).containsExactly("example.edu 127.0.0.3 912 -");
            assertThat(dns.find("nowhere.example.com", Mode.MESH)).isInstanceOf(RelayLookup.NotFound.class);
            assertThat(dns.find("example.org", Mode.MESH)).isInstanceOf(RelayLookup.NoService.class);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }
}

package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is much larger than the memory of the programs that send and save it. */
final class LargeFileTest {
    private static final Pattern EDGE = Pattern.compile("connect to +(\\S+)");
    private static final String HEAP = "-Xmx48m";
    private static final int MIB = 1 << 20;
    private static final int FILE_MIB = 96;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void passesThroughProgramsWithLittleMemoryUnchanged() throws Exception {
        Files.writeString(folder.resolve("imxp.toml"), """
            domains = ["example.com"]
            data = "%s"
            [limits]
            max-payload = "128MiB"
            queued-octets-per-attachment = "256MiB"
            queued-octets-per-next-hop = "256MiB"
            """.formatted(folder.resolve("imxp-data")));
        var relay = new Trial(folder)
                .start("serve", "--config", "imxp.toml", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0")
                .saying("Ctrl-C");
        var found = EDGE.matcher(relay.err());
        assertThat(found.find()).isTrue();
        for (var name : List.of("fred", "wilma")) {
            var added = new Trial(folder)
                    .with("IMXP_PASSWORD", "secret")
                    .run("user", "add", name + "@example.com", "--config", "imxp.toml");
            assertThat(added.status()).as(added.err()).isZero();
        }
        var file = written(folder.resolve("large.bin"));
        var listen = program("listen", "wilma", found.group(1), "--count", "1", "--save", "saved", "--json");
        try (var talk = listen.errorReader()) {
            assertThat(talk.lines().anyMatch(line -> line.contains("waiting"))).isTrue();
            var send = program(
                    "send", "fred", found.group(1), "--to", "wilma@example.com", "--status", "--attach", "large.bin");
            try (var said = send.inputReader();
                    var troubles = send.errorReader()) {
                assertThat(said.lines().toList()).containsExactly("wilma@example.com: delivered");
                assertThat(troubles.lines().toList()).isEmpty();
            }
            assertThat(send.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(listen.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.mismatch(file, folder.resolve("saved").resolve("large.bin")))
                    .isEqualTo(-1);
        } finally {
            listen.destroy();
            relay.stop();
        }
    }

    private static Path written(Path file) throws IOException {
        var octets = new byte[MIB];
        var random = new Random(7);
        try (var out = Files.newOutputStream(file)) {
            for (var i = 0; i < FILE_MIB; i++) {
                random.nextBytes(octets);
                out.write(octets);
            }
        }
        return file;
    }

    private Process program(String command, String name, String relay, String... more) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(HEAP, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.imxp.cli.Imxp", command));
        line.addAll(List.of("--as", name + "@example.com", "--relay", relay, "--max-size", "128M", "--secure", "off"));
        line.addAll(List.of(more));
        var builder = new ProcessBuilder(line).directory(new File(folder.toString()));
        builder.environment().put("IMXP_PASSWORD", "secret");
        return builder.start();
    }
}

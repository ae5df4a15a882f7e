package org.imxp.beep.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the README run, and the README has them as they are. */
class ExamplesTest {
    private final PrintStream out = System.out;
    private final InputStream in = System.in;
    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

    @BeforeEach
    void listenToWhatIsPrinted() {
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                printed.add(line);
            }
        });
    }

    @AfterEach
    void putBack() {
        System.setOut(out);
        System.setIn(in);
    }

    @Test
    void clientAndServerTalk() throws Exception {
        var enter = new PipedOutputStream();
        System.setIn(new PipedInputStream(enter));
        var server = Thread.ofVirtual().start(() -> {
            try {
                EchoServer.main(new String[] {"0"});
            } catch (Exception e) {
                printed.add(e.toString());
            }
        });
        var listening = printed.take();
        assertThat(listening).startsWith("listening on port ");
        EchoClient.main(new String[] {listening.substring("listening on port ".length())});
        assertThat(printed.take()).isEqualTo("Hello");
        enter.write('\n');
        enter.flush();
        server.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EchoServer", "EchoClient"})
    void theReadmeHasThem(String name) throws IOException {
        var source = Files.readString(Path.of("src/test/java/org/imxp/beep/example/" + name + ".java"));
        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + source + "```");
        assertThat(source.lines().dropWhile(line -> !line.contains("class ")).count())
                .as("lines")
                .isLessThanOrEqualTo(20);
    }
}

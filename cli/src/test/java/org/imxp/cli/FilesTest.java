package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from person to person, through a relay that {@code serve} runs. */
final class FilesTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TrialRelay> relay = Optional.empty();
    private static String edge = "";

    @BeforeAll
    static void serve() {
        var served =
                TrialRelay.serve(trial(), folder).with("fred@example.com", "wilma@example.com", "barney@example.com");
        relay = Optional.of(served);
        edge = served.edge();
    }

    @AfterAll
    static void stop() {
        relay.ifPresent(TrialRelay::stop);
    }

    private static Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret").with("IMXP_SECURE", "off");
    }

    private static String[] as(String command, String name, String... more) {
        return Trial.and(new String[] {command, "--as", name + "@example.com", "--relay", edge}, more);
    }

    /** A file that no text could be, with line ends of all kinds. */
    private static Path file(String name, int size) throws IOException {
        var octets = new byte[size];
        new Random(size).nextBytes(octets);
        return Files.write(folder.resolve(name), octets);
    }

    @Test
    @Requirement({"MSG-7", "MSG-8"})
    void whatIsAttachedIsSavedAsItWas() throws IOException {
        var photo = file("photo.png", 500_000);
        var notes = Files.writeString(folder.resolve("n\u00f6tes.txt"), "a\nb\r\nc\u2028", StandardCharsets.UTF_8);
        var listen = trial().start(as("listen", "wilma", "--count", "1", "--json", "--save", "saved"))
                .saying("waiting");
        var send = trial().run(as(
                "send",
                "fred",
                "--to",
                "wilma@example.com",
                "--status",
                "--attach",
                "photo.png",
                "--attach",
                notes.toString(),
                "Our garden"));
        assertThat(send.lines()).as(send.err()).containsExactly("wilma@example.com: delivered");
        assertThat(listen.status()).isZero();
        var saved = folder.resolve("saved");
        assertThat(saved.resolve("photo.png")).hasSameBinaryContentAs(photo);
        assertThat(saved.resolve("n\u00f6tes.txt")).hasSameBinaryContentAs(notes);
        assertThat(listen.lines())
                .singleElement()
                .asString()
                .contains("\"text\":\"Our garden\"")
                .contains("{\"name\":\"photo.png\",\"type\":\"image/png\",\"octets\":500000,\"path\":\""
                        + saved.toRealPath().resolve("photo.png") + "\"}");
    }

    @Test
    void aFileIsOnlyNamedUnlessSavingIsAskedFor() throws IOException {
        var _ = file("one.bin", 1);
        var listen = trial().start(as("listen", "barney", "--count", "1")).saying("waiting");
        var send = trial().run(as("send", "fred", "--to", "barney@example.com", "--attach", "one.bin"));
        assertThat(send.status()).as(send.err()).isZero();
        assertThat(listen.status()).isZero();
        // The time is that of the endpoint, whose clock is the system's.
        assertThat(listen.lines().stream().map(line -> line.substring("10:15 ".length())))
                .containsExactly(
                        "fred@example.com: (no text)",
                        "fred@example.com sends the file one.bin (application/octet-stream, 1 octet)");
    }

    @Test
    void oneOctetMoreThanFitsIsRefusedBeforeItIsSent() throws IOException {
        var _ = file("4097.bin", 4097);
        var _ = file("4096.bin", 4096);
        refused("4097.bin", "4K", "is too large to attach: 4097 octets in all, and at most 4096 fit into a message");
        refused("4096.bin", "4K", "What is attached cannot be put together: these are over 4096 octets");
        var _ = file("3800.bin", 3800);
        refused("3800.bin", "4K", "with its header, at most 4096 are allowed");
    }

    @Test
    void aRelayThatTakesLessSaysSo() throws IOException {
        var _ = file("2.bin", 1_500_000);
        refused("2.bin", "2M", "over 1048576 octets, the most that is allowed here");
    }

    @Test
    void whatCannotBeAttachedIsNamed() throws IOException {
        refused("none.bin", "1M", "none.bin cannot be attached: there is no such file.");
        Files.createDirectories(folder.resolve("inner"));
        refused("inner", "1M", "inner is a folder: only files can be attached.");
        var nothing = trial().run(as("send", "fred", "--to", "wilma@example.com"));
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("There is nothing to send");
    }

    @Test
    void aChatSendsFilesAndSavesThemOnDemand() throws IOException {
        var photo = file("chat.png", 3000);
        var working = Files.createDirectories(folder.resolve("working"));
        var pem = folder.resolve("imxp-data/relay.pem").toString();
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var chat = new Trial(working)
                    .with("IMXP_PASSWORD", "secret")
                    .reading(in)
                    .start(as("chat", "wilma", "--plain", "--trust", pem))
                    .printing("/help lists");
            var send = trial().reading("/attach missing.png\n/attach chat.png\n")
                    .run(as("chat", "fred", "--plain", "wilma@example.com"));
            assertThat(send.out())
                    .contains("missing.png cannot be attached: there is no such file.")
                    .contains("10:15 you to wilma@example.com: the file chat.png")
                    .contains("delivered");
            chat.printing("fred@example.com sends the file chat.png (image/png, 3000 octets), /save 1 saves it");
            typed.write("/save 2\n/save 1\n/quit\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertThat(chat.status()).isZero();
            assertThat(chat.out())
                    .contains("There is no file 2 to save.")
                    .contains("chat.png (image/png, 3000 octets), saved as ");
        }
        assertThat(working.resolve("chat.png")).hasSameBinaryContentAs(photo);
    }

    private static void refused(String file, String size, String part) {
        var run = trial().run(as("send", "fred", "--to", "wilma@example.com", "--max-size", size, "--attach", file));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("imxp: ").contains(part).hasLineCount(1);
    }
}

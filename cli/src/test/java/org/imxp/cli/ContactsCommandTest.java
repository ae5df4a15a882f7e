package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imxp contacts}, and strangers in a chat, with a relay of two domains that {@code serve} runs. Each test has its own people. */
final class ContactsCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TrialRelay> relay = Optional.empty();
    private static String edge = "";

    @BeforeAll
    static void serve() {
        var served = TrialRelay.serve(trial(), folder, "example.com", "rubble.com")
                .with(
                        "fred@example.com",
                        "fred@rubble.com",
                        "wilma@example.com",
                        "wilma@rubble.com",
                        "barney@example.com",
                        "barney@rubble.com",
                        "dino@example.com",
                        "dino@rubble.com");
        relay = Optional.of(served);
        edge = served.edge();
    }

    @AfterAll
    static void stop() {
        relay.ifPresent(TrialRelay::stop);
    }

    private static Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret");
    }

    private static String[] contacts(String verb, String who, String... more) {
        return Trial.and(new String[] {"contacts", verb, "--as", who, "--relay", edge}, more);
    }

    private static Trial.Run run(String verb, String who, String... more) {
        return trial().run(contacts(verb, who, more));
    }

    private static String said(String verb, String who, String... more) {
        var run = run(verb, who, more);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out() + run.err();
    }

    @Test
    void keepsAList() {
        var me = "fred@example.com";
        assertThat(said("add", me, "pebbles@rubble.com", "--name", "Pebbles"))
                .contains("pebbles@rubble.com is on your list.");
        assertThat(said("add", me, "barney@example.com")).contains("barney@example.com is on your list.");
        assertThat(run("list", me).lines()).containsExactly("barney@example.com", "pebbles@rubble.com (Pebbles)");
        assertThat(run("list", me, "--json").lines().getLast())
                .matches("\\{\"address\":\"pebbles@rubble.com\",\"name\":\"Pebbles\",\"since\":\"[^\"]+\"}");
        assertThat(said("remove", me, "barney@example.com")).contains("is on your list no more.");
        assertThat(said("remove", me, "barney@example.com")).contains("was not on your list.");
    }

    @Test
    void strangersMeet() {
        assertThat(said("ask", "wilma@example.com", "wilma@rubble.com", "We", "have", "one", "name"))
                .contains("wilma@rubble.com is asked.");
        assertThat(run("requests", "wilma@rubble.com").lines())
                .containsExactly("wilma@example.com asks for write, see-presence, and offers write, see-presence: We"
                        + " have one name");
        assertThat(run("requests", "wilma@rubble.com", "--json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"from\":\"wilma@example.com\",\"note\":\"We have one name\","
                        + "\"wants\":[\"write\",\"see-presence\"],\"offers\":[\"write\",\"see-presence\"],\"asked\":");
        assertThat(run("requests", "wilma@example.com", "--sent").lines())
                .singleElement()
                .asString()
                .startsWith("wilma@rubble.com has not answered; asked ");

        assertThat(said("accept", "wilma@rubble.com", "wilma@example.com")).contains("wilma@example.com is accepted.");

        assertThat(run("requests", "wilma@rubble.com").lines()).isEmpty();
        assertThat(run("requests", "wilma@example.com", "--sent").lines())
                .containsExactly("wilma@rubble.com has accepted: you may write, see-presence");
        assertThat(run("requests", "wilma@example.com", "--sent", "--json").out())
                .contains("\"state\":\"accepted\"", "\"granted\":[\"write\",\"see-presence\"]");
        assertThat(run("list", "wilma@example.com").lines()).containsExactly("wilma@rubble.com");
        assertThat(run("list", "wilma@rubble.com").lines()).containsExactly("wilma@example.com");
        var sent = trial().run(
                        "send",
                        "--as",
                        "wilma@example.com",
                        "--relay",
                        edge,
                        "--to",
                        "wilma@rubble.com",
                        "--status",
                        "Hello");
        assertThat(sent.out()).contains("not attached");
    }

    @Test
    void strangersDoNotMeet() {
        said("ask", "barney@example.com", "barney@rubble.com");
        assertThat(said("ignore", "barney@rubble.com", "barney@example.com")).contains("is ignored.");
        said("ask", "barney@rubble.com", "barney@example.com");
        assertThat(said("block", "barney@example.com", "barney@rubble.com")).contains("is blocked.");
        var twice = run("accept", "barney@example.com", "barney@rubble.com", "write");
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.err()).contains("550", "no request of barney@rubble.com");

        var nobody = run("ask", "barney@example.com", "nobody@rubble.com");
        assertThat(nobody.status()).isZero();
        assertThat(run("requests", "barney@example.com", "--sent").out())
                .contains("the request to nobody@rubble.com was refused, 550");
    }

    @Test
    void saysWhatIsWrong() {
        var link = run("ask", "fred@rubble.com", "fred@example.com", "www.spam.example");
        assertThat(link.status()).isEqualTo(2);
        assertThat(link.err()).contains("a link or an address");
        assertThat(run("ask", "fred@rubble.com", "fred").status()).isEqualTo(2);
        assertThat(run("add", "fred@rubble.com", "apex=report@example.com").status())
                .isEqualTo(2);
        var none = trial().run("contacts");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("list, add, remove, ask, requests, accept, ignore, block");
    }

    @Test
    void aChatShowsWhoAsksAndAnswers() throws IOException {
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var chat = trial().reading(in)
                    .start("chat", "--as", "dino@rubble.com", "--relay", edge, "--plain")
                    .printing("/help lists");
            said("ask", "dino@example.com", "dino@rubble.com", "Woof");
            var _ = chat.printing("dino@example.com asks for write, see-presence, and offers write, see-presence: Woof."
                    + " /accept dino@example.com or /ignore dino@example.com?");
            type(typed, "/requests");
            type(typed, "/accept dino@example.com");
            var _ = chat.printing("dino@example.com is accepted.");
            type(typed, "/requests");
            var _ = chat.printing("Nobody waits for your answer.");
            type(typed, "/ignore dino@example.com");
            var _ = chat.printing("That was not done: 550");
            type(typed, "/ask barney@example.com see http://spam.example");
            var _ = chat.printing("That was not done: the note");
            type(typed, "/ask nobody@example.com Hello");
            var _ = chat.printing("nobody@example.com is asked.")
                    .printing("the request to nobody@example.com was refused, 550");
            type(typed, "/quit");
            assertThat(chat.status()).isZero();
        }
        assertThat(run("list", "dino@example.com").lines()).containsExactly("dino@rubble.com");
    }

    private static void type(PipedOutputStream typed, String line) throws IOException {
        typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        typed.flush();
    }
}

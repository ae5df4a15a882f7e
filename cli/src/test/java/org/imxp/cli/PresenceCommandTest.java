package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imxp presence}, and presence in a chat, with a relay that {@code serve} runs. Each test has people of its own. */
final class PresenceCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TrialRelay> relay = Optional.empty();
    private static String edge = "";

    @BeforeAll
    static void serve() {
        var served = TrialRelay.serve(trial().with("IMXP_SECURITY_MECHANISMS", "SCRAM-SHA-256,ANONYMOUS"), folder)
                .with(
                        "fred@example.com",
                        "wilma@example.com",
                        "barney@example.com",
                        "betty@example.com",
                        "dino@example.com",
                        "pebbles@example.com",
                        "bam@example.com",
                        "gina@example.com",
                        "hoppy@example.com",
                        "gazoo@example.com",
                        "slate@example.com");
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

    private static String[] as(String name, String... command) {
        return Trial.and(command, "--as", name + "@example.com", "--relay", edge);
    }

    @Test
    @Requirement({"PRES-11", "IMPP-3.2.1"})
    void tellsWhoeverAsksHowSomebodyIsThoughNothingOfTheirsRuns() {
        var before = trial().run(as("wilma", "presence", "get", "fred@example.com"));
        assertThat(before.status()).as(before.err()).isZero();
        assertThat(before.lines().getFirst()).isEqualTo("fred@example.com is offline");

        var published = trial().run(as(
                "fred",
                "presence",
                "publish",
                "away",
                "--note",
                "At lunch",
                "--note-in",
                "de=Mahlzeit",
                "--for",
                "8h",
                "--device",
                "mobile",
                "--media",
                "text/plain"));
        assertThat(published.status()).as(published.err()).isZero();
        assertThat(published.out()).isEmpty();
        assertThat(published.err()).contains("fred@example.com is away (At lunch).");

        var after = trial().with("LANG", "de_DE.UTF-8").run(as("wilma", "presence", "get", "fred@example.com"));
        assertThat(after.lines().getFirst()).isEqualTo("fred@example.com is away (Mahlzeit)");
        assertThat(after.lines().getLast())
                .contains("im:fred@example.com: away (Mahlzeit) until ", ", mobile, takes text/plain");
        assertThat(trial().run(as("wilma", "presence", "get", "fred@example.com", "--json"))
                        .out())
                .contains("\"availability\":\"away\"", "\"de\":\"Mahlzeit\"");

        assertThat(trial().run(as("fred", "presence", "publish", "offline")).status())
                .isZero();
        assertThat(trial().run(as("fred", "presence", "get", "fred@example.com"))
                        .lines()
                        .getFirst())
                .isEqualTo("fred@example.com is offline");
    }

    @Test
    void wrongUseIsToldBeforeAnythingIsAsked() {
        for (var wrong : new String[][] {
            {"presence"},
            {"presence", "publish", "gone"},
            {"presence", "publish", "away", "--for", "5s"},
            {"presence", "publish", "away", "--note-in", "?=x"},
            {"presence", "publish", "away", "--device", "toaster"},
            {"presence", "get", "nobody"},
            {"presence", "subscribe"},
            {"presence", "subscribe", "fred@example.com", "--count", "0"}
        }) {
            var run = trial().run(wrong.length == 1 ? wrong : as("fred", wrong));
            assertThat(run.status()).as(run.err()).isEqualTo(2);
        }
    }

    @Test
    @Requirement({"IMPP-2.3.1", "IMPP-5.1.5"})
    void whoMayNotSeeItIsToldSo() {
        assertThat(trial().run(as("barney", "access", "block", "betty@example.com"))
                        .status())
                .isZero();
        var refused = trial().run(as("betty", "presence", "get", "barney@example.com"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("537");
        assertThat(refused.out()).isEmpty();
        var subscribed = trial().run(as("betty", "presence", "subscribe", "barney@example.com"));
        assertThat(subscribed.status()).isEqualTo(1);
        assertThat(subscribed.err()).contains("barney@example.com is not seen any more: 537");
    }

    @Test
    @Requirement({"IMPP-5.1.11", "IMPP-5.1.12"})
    void watchesThoseWhoSubscribe() {
        var watch = trial().start(as("dino", "presence", "watch", "--count", "2", "--json"));
        var first = trial().start(as("pebbles", "presence", "subscribe", "dino@example.com", "--json"))
                .printing("offline");
        watch.printing("came");
        assertThat(watch.out()).contains("\"subscriber\":\"pebbles@example.com\",\"action\":\"came\"");
        trial().run(as("dino", "presence", "publish", "busy"));
        first.printing("busy");
        first.stop();
        assertThat(first.status()).isZero();
        assertThat(watch.status()).isZero();
        assertThat(watch.lines().getLast()).contains("\"subscriber\":\"pebbles@example.com\",\"action\":\"left\"");

        var polled = trial().run(as("pebbles", "presence", "subscribe", "dino@example.com", "--count", "1"));
        assertThat(polled.status()).isZero();
        assertThat(polled.lines()).singleElement().asString().endsWith("dino@example.com is busy");
        var timed = trial().run(as("dino", "presence", "watch", "--for", "1ms"));
        assertThat(timed.status()).isZero();
    }

    @Test
    @Requirement({"IMPP-4.4.1", "IMPP-4.1.7"})
    void aChatShowsThePeerAndSaysHowItIsItself() throws IOException {
        try (var typed = new PipedOutputStream();
                var keyboard = new PipedInputStream(typed)) {
            var chat = trial().reading(keyboard).start(as("bam", "chat", "wilma@example.com", "--plain"));
            chat.printing("wilma@example.com is offline.");
            trial().run(as("wilma", "presence", "publish", "away", "--note", "In the garden"));
            chat.printing("wilma@example.com is away (In the garden).");
            var get = trial().run(as("gina", "presence", "get", "bam@example.com"));
            assertThat(get.lines().getFirst()).isEqualTo("bam@example.com is available");
            typed.write("/busy Do not ring\n/who\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            chat.printing("You are busy (Do not ring) now.");
            assertThat(trial().run(as("gina", "presence", "get", "bam@example.com"))
                            .lines()
                            .getFirst())
                    .isEqualTo("bam@example.com is busy (Do not ring)");
            typed.write("/available\n/quit\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertThat(chat.status()).as(chat.err()).isZero();
            assertThat(chat.out()).contains("talking to wilma@example.com, who is away (In the garden).");
        }
        var gone = trial().run(as("wilma", "presence", "get", "bam@example.com"));
        assertThat(gone.lines().getFirst()).isEqualTo("bam@example.com is offline");
    }

    @Test
    void aChatShowsWhoOfTheContactListIsThere() throws IOException {
        trial().run(as("gazoo", "presence", "publish", "busy", "--for", "8h"));
        try (var typed = new PipedOutputStream();
                var keyboard = new PipedInputStream(typed)) {
            var chat = trial().reading(keyboard)
                    .start(as("hoppy", "chat", "--plain"))
                    .printing("/help lists");
            assertThat(trial().run(as("hoppy", "contacts", "add", "gazoo@example.com", "--name", "Gazoo"))
                            .status())
                    .isZero();
            chat.printing("gazoo@example.com (Gazoo) is busy.");
            trial().run(as("gazoo", "presence", "publish", "away", "--note", "Beamed up", "--for", "8h"));
            chat.printing("gazoo@example.com (Gazoo) is away (Beamed up).");

            typed.write("/add nobody@example.com\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            chat.printing("nobody@example.com is on your list.");
            typed.write("/contacts\n/remove nobody@example.com\n/quit\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertThat(chat.status()).as(chat.err()).isZero();
            assertThat(chat.out())
                    .contains("nobody@example.com is off your list.")
                    // The domain has answered by then, or not.
                    .containsPattern("nobody@example[.]com is (not known yet|unknown in that domain)[.]");
        }
    }

    @Test
    void refusesADestinationThatIsNone() {
        var published = trial().run(as("fred", "presence", "publish", "away", "--at", "fred"));
        assertThat(published.status()).isEqualTo(2);
        assertThat(published.err()).contains("That cannot be published: ", "fred");
    }

    @Test
    void looksBesideAnotherProgram() {
        var listen = trial().start(as("slate", "listen")).saying("waiting for messages");
        var get = trial().run(as("slate", "presence", "get", "gina@example.com"));
        assertThat(get.status()).as(get.err()).isZero();
        assertThat(get.lines().getFirst()).isEqualTo("gina@example.com is offline");
        var heard = trial().run(as("slate", "presence", "subscribe", "gina@example.com", "--count", "1"));
        assertThat(heard.status()).as(heard.err()).isZero();
        listen.stop();
    }

    @Test
    @Requirement({"OPEN-42", "IMPP-5.1.3", "IMPP-5.1.14"})
    void whoDoesNotSayWhoTheyAreSeesWhatTheOwnerAllows() {
        String[] get = as("anonymous", "presence", "get", "slate@example.com");
        var refused = trial().run(get);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("537");
        trial().run(as("slate", "access", "allow", "anonymous/*@example.com", "see-presence"));
        var seen = trial().run(get);
        assertThat(seen.status()).as(seen.err()).isZero();
        assertThat(seen.lines().getFirst()).isEqualTo("slate@example.com is offline");
    }
}

package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent and received over a real relay, and then looked up. */
final class LogCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Optional<TrialRelay> relay = Optional.empty();
    private String edge = "";

    @BeforeEach
    void serve() {
        var served = TrialRelay.serve(trial(), folder).with("fred@example.com", "wilma@example.com");
        relay = Optional.of(served);
        edge = served.edge();
    }

    @AfterEach
    void stop() {
        relay.ifPresent(TrialRelay::stop);
    }

    private Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret").with("IMXP_SECURE", "off");
    }

    private String[] as(String command, String name, String... more) {
        return Trial.and(new String[] {command, "--as", name + "@example.com", "--relay", edge}, more);
    }

    private Trial.Run log(String name, String... more) {
        return new Trial(folder).run(Trial.and(new String[] {"log", "--as", name + "@example.com"}, more));
    }

    private void say(String text, String... more) {
        var listen = trial().start(as("listen", "wilma", "--count", "1")).saying("waiting");
        var send = trial().run(Trial.and(as("send", "fred", "--to", "wilma@example.com", "--status", text), more));
        assertThat(send.status()).isZero();
        assertThat(listen.status()).isZero();
    }

    @Test
    void bothSidesHaveWhatWasSaid() {
        say("hello quarry");
        assertThat(log("fred", "wilma@example.com").out())
                .matches("#1 [-0-9]{10} [:0-9]{5} you to wilma@example.com \\(delivered\\): hello quarry\\R");
        assertThat(log("wilma", "fred@example.com").out())
                .matches("#1 [-0-9]{10} [:0-9]{5} fred@example.com: hello quarry\\R");
        assertThat(log("wilma").out()).matches("fred@example.com  1 message, last [-0-9]{10} [:0-9]{5}\\R");
        assertThat(log("wilma", "fred@example.com", "--search", "quarry").lines())
                .hasSize(1);
        assertThat(log("wilma", "fred@example.com", "--search", "else").err()).contains("Nothing is found.");
        assertThat(log("wilma", "fred@example.com", "--json").out())
                .contains("\"from\":\"fred@example.com\"", "\"text\":\"hello quarry\"");
        assertThat(log("wilma", "fred@example.com", "--raw", "1").out()).contains("hello quarry", "<");
        assertThat(log("wilma", "fred@example.com", "--raw", "2").status()).isEqualTo(1);
        var chat = trial().reading("").run(as("chat", "wilma", "--plain", "fred@example.com"));
        assertThat(chat.out()).contains("  earlier: #1 ", "fred@example.com: hello quarry");
    }

    @Test
    void aConversationIsDeletedOnlyIfThePersonMeansIt() {
        say("hello");
        assertThat(log("fred", "wilma@example.com", "--delete").status()).isEqualTo(2);
        assertThat(log("fred").lines()).hasSize(1);
        assertThat(log("fred", "wilma@example.com", "--delete", "--yes").err()).contains("Deleted: 1");
        assertThat(log("fred").err()).contains("Nothing is kept.");
    }

    @Test
    void nothingIsKeptIfThePersonDoesNotWantIt() {
        say("hello", "--no-history");
        assertThat(log("fred").lines()).isEmpty();
        assertThat(log("wilma").lines()).hasSize(1);
    }

    @Test
    void aDamagedHistoryIsToldAndStopsNothing() throws IOException {
        var home = Files.createDirectories(folder.resolve(".imxp/fred@example.com"));
        Files.writeString(home.resolve("history.db"), "no database at all, ".repeat(500));
        var send = trial().run(as("send", "fred", "--to", "wilma@example.com", "hello"));
        assertThat(send.status()).isZero();
        assertThat(send.err())
                .containsOnlyOnce("This conversation is not kept: ")
                .contains("is damaged");
        var log = log("fred");
        assertThat(log.status()).isEqualTo(1);
        assertThat(log.err()).startsWith("imxp: ").contains("is damaged").hasLineCount(1);
    }

    private void damage(String name) throws IOException {
        var file = folder.resolve(".imxp/" + name + "@example.com/history.db");
        var octets = Files.readAllBytes(file);
        // Not its first page: it is a database, and looks well at first.
        Arrays.fill(octets, 4096, octets.length, (byte) 0xFF);
        Files.write(file, octets);
    }

    @Test
    void aHistoryThatIsDamagedInItsMiddleStopsNothing() throws IOException {
        say("hello");
        damage("fred");
        damage("wilma");
        var listen = trial().start(as("listen", "wilma", "--count", "1")).saying("waiting");
        var chat = trial().reading("Are you there?\n").run(as("chat", "fred", "--plain", "wilma@example.com"));
        assertThat(chat.status()).isZero();
        assertThat(listen.status()).isZero();
        assertThat(listen.out()).contains("fred@example.com: Are you there?");
        for (var run : List.of(chat, listen)) {
            assertThat(run.out() + run.err())
                    .containsOnlyOnce("This conversation is not kept: ")
                    .containsOnlyOnce("is damaged, and is left as it is");
        }
        assertThat(log("fred", "wilma@example.com").status()).isEqualTo(1);
    }

    @Test
    void aHistoryThatFailsInTheMiddleIsToldOnceAndEveryMessageIsShown() throws SQLException {
        var listen = trial().start(as("listen", "wilma", "--count", "3")).saying("waiting");
        assertThat(trial().run(as("send", "fred", "--to", "wilma@example.com", "one"))
                        .status())
                .isZero();
        listen.printing("one");
        try (var connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve(".imxp/wilma@example.com/history.db"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE entry");
        }
        for (var text : List.of("two", "three")) {
            assertThat(trial().run(as("send", "fred", "--to", "wilma@example.com", text))
                            .status())
                    .isZero();
        }
        assertThat(listen.status()).isZero();
        assertThat(listen.out()).contains("fred@example.com: two", "fred@example.com: three");
        assertThat(listen.err()).containsOnlyOnce("This conversation is not kept: ");
    }

    @Test
    void whatTheRecipientSaysCountsMoreThanWhatRelaysSay() {
        var listen = trial().start(as("listen", "wilma", "--count", "1", "--receipts"))
                .saying("waiting");
        var send = trial().run(as("send", "fred", "--to", "wilma@example.com", "--receipt", "display", "Hello"));
        assertThat(send.lines()).contains("wilma@example.com: shown");
        assertThat(listen.status()).isZero();
        assertThat(log("fred", "wilma@example.com").out())
                .endsWith("you to wilma@example.com (shown to wilma@example.com): Hello" + System.lineSeparator());
    }

    @Test
    void whatWasEncryptedIsKeptAsThePersonReadItAndSaysSo() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "inside");
        var secured = new Trial(folder).with("IMXP_PASSWORD", "secret").with("IMXP_SECURE", "required");
        var listen = secured.start(as("listen", "wilma", "--count", "1")).saying("waiting");
        var send = secured.run(
                as("send", "fred", "--to", "wilma@example.com", "--status", "--attach", "notes.txt", "the old quarry"));
        assertThat(send.status()).as(send.err()).isZero();
        assertThat(listen.status()).isZero();
        assertThat(log("fred", "wilma@example.com", "--search", "quarry notes.txt")
                        .out())
                .contains("you to wilma@example.com (encrypted, signed) (delivered): the old quarry\n"
                        + "   [file notes.txt]");
        assertThat(log("wilma", "fred@example.com", "--search", "quarry notes.txt")
                        .out())
                .contains("fred@example.com (encrypted, signed, by a key that is new here): the old quarry\n"
                        + "   [file notes.txt]");
        assertThat(log("fred", "wilma@example.com", "--raw", "1").out())
                .contains("BEGIN PGP MESSAGE")
                .doesNotContain("quarry");
        assertThat(log("wilma", "fred@example.com", "--raw", "1").out())
                .contains("the old quarry")
                .doesNotContain("BEGIN PGP MESSAGE");
    }

    @Test
    void aPartOfAConversationCannotBeDeleted() {
        say("hello");
        for (var part :
                new String[][] {{"--search", "x"}, {"--since", "2h"}, {"--last", "1"}, {"--raw", "1"}, {"--keep", "90d"}
                }) {
            var run = log("fred", Trial.and(new String[] {"wilma@example.com", "--delete", "--yes"}, part));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).startsWith("imxp: --delete is for the whole conversation: ");
        }
        assertThat(log("fred", "wilma@example.com").lines()).hasSize(1);
    }

    @Test
    void aRawFormIsOfOneMessage() {
        for (var part : new String[][] {{"--search", "x"}, {"--since", "2h"}, {"--last", "1"}}) {
            var run = log("fred", Trial.and(new String[] {"wilma@example.com", "--raw", "1"}, part));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).startsWith("imxp: --raw is about the one message of that number: ");
        }
    }

    @Test
    void whatIsAskedWronglyIsNamed() {
        for (var wrong : new String[][] {
            {"--search", "x"},
            {"wilma@example.com", "--last", "0"},
            {"--keep", "0s"},
            {"wilma@example.com", "--since", "x"}
        }) {
            assertThat(log("fred", wrong).status()).isEqualTo(2);
        }
    }
}

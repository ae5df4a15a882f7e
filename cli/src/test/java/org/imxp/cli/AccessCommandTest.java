package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imxp access} with a relay that {@code serve} runs. Each test has owners of its own. */
final class AccessCommandTest {
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
                        "hoppy@example.com",
                        "gina@example.com",
                        "slate@example.com",
                        "pearl@example.com");
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

    private static Trial.Run access(String verb, String name, String... more) {
        return trial().run(
                        Trial.and(new String[] {"access", verb, "--as", name + "@example.com", "--relay", edge}, more));
    }

    private static Trial.Run send(String from, String to) {
        return trial().run(
                        "send",
                        "--as",
                        from + "@example.com",
                        "--relay",
                        edge,
                        "--to",
                        to + "@example.com",
                        "--status",
                        "Hi");
    }

    @Test
    @Requirement({"ACC-9", "ACC-23", "IMPP-2.3.5", "IMPP-2.3.7", "IMPP-5.1.13"})
    void aBlockCountsForTheNextMessageAndSoDoesItsEnd() {
        assertThat(send("barney", "fred").out()).contains("not attached");

        var blocked = access("block", "fred", "barney@example.com");
        assertThat(blocked.status()).as(blocked.err()).isZero();
        assertThat(blocked.err()).contains("barney@example.com is blocked.");
        assertThat(send("barney", "fred").out()).contains("refused, 537");
        assertThat(send("wilma", "fred").out()).contains("not attached");

        var shown = access("show", "fred", "barney@example.com");
        assertThat(shown.lines().getFirst()).isEqualTo("barney@example.com may do nothing");
        assertThat(shown.lines().getLast()).matches("rule of .*: barney@example.com is blocked");

        var forgotten = access("forget", "fred", "barney@example.com");
        assertThat(forgotten.err()).contains("The rule for barney@example.com is gone.");
        assertThat(access("forget", "fred", "barney@example.com").err()).contains("There was no rule for");
        assertThat(send("barney", "fred").out()).contains("not attached");
    }

    @Test
    @Requirement({"ACC-2", "ACC-13"})
    void allowsInWords() {
        var allowed = access("allow", "wilma", "pebbles@rubble.com", "write", "see-presence");
        assertThat(allowed.status()).as(allowed.err()).isZero();
        assertThat(allowed.err()).contains("pebbles@rubble.com may do this: write, see-presence.");
        var yes = access("query", "wilma", "pebbles@rubble.com", "write");
        assertThat(yes.status()).isZero();
        assertThat(yes.lines()).containsExactly("allowed");
        var no = access("query", "wilma", "pebbles@rubble.com", "write", "see-watchers");
        assertThat(no.status()).isEqualTo(1);
        assertThat(no.lines()).containsExactly("denied");

        var more = access("allow", "wilma", "betty@example.com", "see-watchers");
        assertThat(more.err()).contains("betty@example.com may do this: write, see-presence, see-watchers.");
        var everybody = access("show", "wilma", "*@*");
        assertThat(everybody.lines()).containsExactly("no rule for exactly *@*");
    }

    @Test
    @Requirement({"ACC-12", "SEED-12"})
    void othersAreAskedAboutIfTheyAllowIt() {
        var refused = access("query", "barney", "--of", "betty@example.com", "fred@example.com", "write");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("537", "betty@example.com does not grant you access:query");
        assertThat(access("allow", "betty", "barney@example.com", "ask-access").status())
                .isZero();
        assertThat(access("query", "barney", "--of", "betty@example.com", "fred@example.com", "write")
                        .status())
                .isZero();
    }

    @Test
    void rulesAreChangedInAChatToo() {
        var chat = trial().reading("/block barney@example.com\n/allow *@*.com write\n")
                .run("chat", "--as", "betty@example.com", "--relay", edge, "--plain");
        assertThat(chat.status()).as(chat.err()).isZero();
        assertThat(chat.out()).contains("barney@example.com is blocked.").contains("*@*.com may do this: write.");
        assertThat(send("barney", "betty").out()).contains("refused, 537");
    }

    @Test
    @Requirement("CORE-32")
    void isAnsweredWhileAnotherProgramIsAttached() {
        var chat = trial().start("listen", "--as", "dino@example.com", "--relay", edge)
                .saying("waiting for messages");
        var allowed = access("allow", "dino", "pebbles@rubble.com", "write");
        assertThat(allowed.status()).as(allowed.err()).isZero();
        chat.stop();
        assertThat(chat.status()).isZero();
    }

    @Test
    @Requirement("ACC-11")
    void anOwnerWhoseProgramsMayDoNothingIsAskedAsItself() {
        assertThat(access("block", "hoppy", "hoppy/*@example.com").status()).isZero();
        var shown = access("show", "hoppy", "hoppy/*@example.com");
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.lines().getFirst()).endsWith("hoppy/*@example.com is blocked");
    }

    @Test
    @Requirement({"OPEN-42", "IMPP-5.1.14"})
    void whoDoesNotSayWhoTheyAreIsAnsweredIfTheOwnerAllowsIt() {
        String[] question = {"--of", "pearl@example.com", "barney@example.com", "write"};
        var refused = access("query", "anonymous", question);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("537", "pearl@example.com does not grant you access:query");

        assertThat(access("allow", "pearl", "anonymous/*@example.com", "ask-access")
                        .status())
                .isZero();
        assertThat(access("query", "anonymous", question).lines()).containsExactly("allowed");

        var account = trial().run("user", "add", "anonymous@example.com");
        assertThat(account.status()).isEqualTo(2);
        assertThat(account.err()).contains("can have no account");
    }

    @Test
    @Requirement("ACC-1")
    void whoGetsAnAddressNextIsNotBoundByTheRulesOfTheFirst() {
        assertThat(access("block", "slate", "barney@example.com").status()).isZero();
        var data = folder.resolve("imxp-data").toString();
        assertThat(trial().run("user", "remove", "slate@example.com", "--data", data)
                        .status())
                .isZero();
        assertThat(send("wilma", "slate").out()).contains("no such recipient");
        assertThat(trial().run("user", "add", "slate@example.com", "--data", data)
                        .status())
                .isZero();

        var shown = access("show", "slate", "barney@example.com");
        assertThat(shown.lines()).contains("no rule for exactly barney@example.com");
        assertThat(send("barney", "slate").out()).contains("not attached");
    }

    @Test
    @Requirement("OPT-13")
    void whatIsHeldIsNotTakenByAProgramThatOnlySends() {
        var held = trial().run(
                        "send",
                        "--as",
                        "barney@example.com",
                        "--relay",
                        edge,
                        "--to",
                        "gina@example.com",
                        "--hold",
                        "Hi");
        assertThat(held.status()).as(held.err()).isZero();
        assertThat(send("gina", "betty").out()).isNotEmpty();
        assertThat(access("show", "gina", "betty@example.com").status()).isZero();
        var heard = trial().run("listen", "--as", "gina@example.com", "--relay", edge, "--count", "1");
        assertThat(heard.status()).as(heard.err()).isZero();
        assertThat(heard.out()).contains("barney@example.com: Hi");
    }

    @Test
    void refusesWhatIsNobodyAndNothing() {
        assertThat(access("block", "fred", "fr*d").err()).contains("fr*d is nobody");
        assertThat(access("block", "fred", "fr*d").status()).isEqualTo(2);
        assertThat(access("allow", "fred", "wilma@example.com", "everything").err())
                .contains("everything is not something to allow: write, see-presence");
        assertThat(access("query", "fred", "wilma", "write").status()).isEqualTo(2);
        assertThat(trial().run("access").err()).contains("access needs one of");
    }
}

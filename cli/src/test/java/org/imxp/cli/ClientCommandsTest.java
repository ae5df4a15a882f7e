package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imxp.testkit.Requirement;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of clients against a relay that {@code serve} runs, over sockets, TLS and SASL. */
final class ClientCommandsTest {
    private static final Pattern EDGE = Pattern.compile("connect to +(\\S+)");

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

    private static Trial.Run serve(Trial trial, String edge, String data) {
        return trial.start("serve", "--domain", "example.com", "--edge", edge, "--mesh", "127.0.0.1:0", "--data", data)
                .saying("Ctrl-C");
    }

    private static Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret").with("IMXP_SECURE", "off");
    }

    private static String[] as(String command, String name, String... more) {
        return Trial.and(new String[] {command, "--as", name + "@example.com", "--relay", edge}, more);
    }

    @Test
    @Requirement({"IMPP-4.2.1", "SEED-31", "IMPP-4.1.2"})
    void whatIsSentIsPrintedWhereItArrivesAndItsSenderIsTold() {
        var listen =
                trial().start(as("listen", "wilma", "--count", "1", "--json")).saying("waiting");
        var send = trial().reading("Gr\u00fc\u00df Gott\n")
                .run(as("send", "fred", "--to", "wilma@example.com", "--subject", "S", "--status", "-"));
        assertThat(send.status()).isZero();
        assertThat(send.out()).isEqualToIgnoringNewLines("wilma@example.com: delivered");
        assertThat(listen.status()).isZero();
        assertThat(listen.lines())
                .singleElement()
                .asString()
                .contains(
                        "\"from\":\"fred@example.com\"", "\"subject\":\"S\"", "\"text\":\"Gr\\u00fc\\u00df Gott\\n\"");
    }

    @Test
    @Requirement({"IMPP-4.2.1", "IMPP-5.4.1"})
    void eachRecipientsFateIsALineAndTheStatusIsOneUnlessAllHaveIt() {
        var send = trial().run(as(
                "send", "fred", "--to", "barney@example.com", "--to", "dino@example.com", "--status", "hello"));
        assertThat(send.status()).isEqualTo(1);
        assertThat(send.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("barney@example.com: not attached"),
                        line -> assertThat(line).startsWith("dino@example.com: no such recipient"));
    }

    @Test
    void withoutStatusItDoesNotWaitForTheFate() {
        var send = trial().run(as("send", "fred", "--to", "barney@example.com", "hello"));
        assertThat(send.status()).isZero();
        assertThat(send.out()).isEmpty();
    }

    @Test
    void listenEndsWellWhenItIsStopped() {
        var listen = trial().start(as("listen", "wilma")).saying("waiting");
        listen.stop();
        assertThat(listen.status()).isZero();
    }

    @Test
    void aWrongPasswordIsOneSentence() {
        refused(
                new Trial(folder)
                        .with("IMXP_PASSWORD", "wrong")
                        .run(as("send", "fred", "--to", "wilma@example.com", "x")),
                "535");
    }

    @Test
    void aRelayThatIsNotTrustedGetsNoPassword() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var stranger = new Trial(elsewhere).with("IMXP_PASSWORD", "secret");
        refused(stranger.run(as("send", "fred", "--to", "barney@example.com", "x")), "--trust");
        assertThat(stranger.run(as("send", "fred", "--to", "barney@example.com", "--trust", "insecure", "x"))
                        .status())
                .isZero();
        var file = folder.resolve("imxp-data/relay.pem").toString();
        assertThat(stranger.run(as("send", "fred", "--to", "barney@example.com", "--trust", file, "x"))
                        .status())
                .isZero();
    }

    @Test
    void aTrustFileThatIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve("none.pem"), "no certificate");
        refused(trial().run(as("listen", "fred", "--trust", "none.pem")), "none.pem");
        refused(trial().run(as("listen", "fred", "--trust", "missing.pem")), "missing.pem");
    }

    @Test
    void noRelayIsOneSentence() {
        refused(trial().run("listen", "--as", "fred@example.com", "--relay", "127.0.0.1:1"), "127.0.0.1:1");
    }

    /** Has DNS name the relay, and gives the options by which it is asked. */
    private static String[] byDns(TestDnsServer dns, String... arguments) {
        var port = edge.substring(edge.lastIndexOf(':') + 1);
        dns.say(Zone.of("_imxp-edge._tcp.example.com. SRV 0 0 " + port
                + " relay.example.net.\nrelay.example.net. A 127.0.0.1\n"));
        return Trial.and(
                arguments,
                "--as",
                "fred@example.com",
                "--dns",
                "127.0.0.1:" + dns.address().getPort());
    }

    private static TestDnsServer dns() {
        return TestDnsServer.start(Zone.of("example.net. A 127.0.0.1"));
    }

    @Test
    @Requirement({"CORE-6", "WIRE-8"})
    void withoutRelayDnsIsAsked() {
        try (var dns = dns()) {
            var file = folder.resolve("imxp-data/relay.pem").toString();
            var send =
                    trial().run(byDns(dns, "send", "--to", "barney@example.com", "--status", "--trust", file, "hello"));
            assertThat(send.lines()).singleElement().asString().startsWith("barney@example.com: not attached");
        }
    }

    @Test
    void aRelayOfThisMachineThatDnsNamesIsNotTrustedForBeingHere() {
        try (var dns = dns()) {
            refused(
                    trial().run(byDns(dns, "send", "--to", "barney@example.com", "hello")),
                    "no TLS with the relay at relay.example.net (127.0.0.1:");
        }
    }

    @Test
    void whatDnsSaysIsTold() {
        try (var dns = dns()) {
            var options = byDns(dns, "listen");
            dns.say(Zone.of("example.net. A 127.0.0.1"));
            refused(
                    trial().run(options),
                    "DNS has no address under _imxp-edge._tcp.example.com SRV, _apex-edge._tcp.example.com SRV,"
                            + " example.com (--relay HOST:PORT says where the relay listens)");
        }
    }

    @Test
    void textThatIsNotUtf8OrTooLongIsRefused() {
        var latin = trial().reading(new byte[] {(byte) 0xfc}).run(as("send", "fred", "--to", "wilma@example.com", "-"));
        assertThat(latin.status()).isEqualTo(2);
        assertThat(latin.err()).contains("not UTF-8").hasLineCount(1);
        var long_ = trial().reading(new byte[SendCommand.MAX_TEXT + 1])
                .run(as("send", "fred", "--to", "wilma@example.com", "-"));
        assertThat(long_.status()).isEqualTo(2);
        assertThat(long_.err()).contains("1048576 octets").hasLineCount(1);
    }

    @Test
    @Requirement({"OPEN-35", "IMPP-5.4.1"})
    void aPlainChatPrintsLinesAndWhatBecameOfEachMessage() {
        var chat = trial().showing(StandardCharsets.US_ASCII)
                .reading("too early\n/to barney@example.com\nanybody home?\n/nonsense\n/who\n")
                .run(as("chat", "fred", "--plain"));
        assertThat(chat.status()).isZero();
        assertThat(chat.out())
                .contains("You talk to nobody yet")
                .contains("You talk to barney@example.com now.")
                .contains("10:15 you to barney@example.com: anybody home?  (1 ... sending)")
                .contains("There is no /nonsense")
                .contains("(1 x not attached");
        assertThat(chat.out().chars().allMatch(c -> c < 0x7f)).isTrue();
    }

    @Test
    void aChatShowsWhatArrives() throws IOException {
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var chat = trial().reading(in).start(as("chat", "wilma", "--plain")).printing("/help lists");
            var send = trial().run(as("send", "fred", "--to", "wilma@example.com", "--status", "hello \u009b2J"));
            assertThat(send.status()).isZero();
            var _ = chat.printing("fred@example.com: hello <U+009B>2J").printing("You talk to fred@example.com now.");
            typed.write("/quit\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertThat(chat.status()).isZero();
        }
    }

    @Test
    @Requirement("CORE-43")
    void aTraceShowsEachRelayWithItsTime() {
        var listen = trial().start(as("listen", "wilma", "--count", "1")).saying("waiting");
        var trace = trial().run(as("trace", "fred", "--to", "wilma@example.com"));
        assertThat(trace.status()).isZero();
        assertThat(trace.lines()).singleElement().asString().matches(" 1  example\\.com  delivered  [0-9]+ ms");
        assertThat(listen.status()).isZero();
        assertThat(listen.out()).contains("measured the way from fred@example.com");
        var nobody = trial().run(as("trace", "fred", "--to", "dino@example.com", "--json"));
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.lines())
                .satisfiesExactly(
                        hop -> assertThat(hop).contains("\"hop\":1", "\"code\":550", "\"milliseconds\":"),
                        end -> assertThat(end).contains("\"outcome\":\"no such recipient"));
    }

    @Test
    void whoIsAttachedElsewhereLearnsWhatHelps() {
        var listen = trial().start(as("listen", "barney")).saying("waiting");
        refused(trial().run(as("listen", "barney")), "--override");
        listen.stop();
        assertThat(listen.status()).isZero();
    }

    @Test
    void aClientAttachesAgainWhenItsRelayIsBack() throws IOException {
        var own = Files.createDirectory(folder.resolve("restarted"));
        var data = own.resolve("imxp-data").toString();
        var fred = new Trial(own).with("IMXP_PASSWORD", "secret");
        var first = serve(fred, "127.0.0.1:0", data);
        var found = EDGE.matcher(first.err());
        assertThat(found.find()).isTrue();
        var where = found.group(1);
        assertThat(fred.run("user", "add", "fred@example.com", "--data", data).status())
                .isZero();
        var listen = fred.start("listen", "--as", "fred@example.com", "--relay", where)
                .saying("waiting");
        first.stop();
        assertThat(first.status()).isZero();
        listen.saying("Reconnecting in 1 s: the relay ");
        var second = serve(fred, where, data);
        listen.saying("Attached again.").stop();
        assertThat(listen.status()).isZero();
        second.stop();
        assertThat(second.status()).isZero();
    }

    private static void refused(Trial.Run run, String part) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("imxp: ").contains(part).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.interop.DigestByHand;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/**
 * What LibVortex 1.1.20 looks for, octet for octet, and what it does: a peer that does so goes on working. More of it is in
 * the conversations {@code libvortex-*}.
 */
class LibVortexHabitsTest {
    private static final String HEADER = "Content-Type: application/beep+xml\r\n\r\n";
    private static final String NO_GREETING = HEADER + "<greeting />\r\n";
    private static final String TLS = "http://iana.org/beep/TLS";
    private static final String DIGEST = "http://iana.org/beep/SASL/DIGEST-MD5";
    private static final String SCRAM = "http://iana.org/beep/SASL/SCRAM-SHA-256";
    /** A window that does not grow, so that no SEQ is between the frames that are compared. */
    private static final SessionLimits LIMITS = SessionLimits.defaults().withWindow(4096);

    private static final SessionSettings SERVING = SessionSettings.serving(TestProfiles.echo())
            .withTls(TlsPolicy.OPTIONAL)
            .withAuthentication(new TestAccounts())
            .withLimits(LIMITS);

    /** A whole message in one frame, as it goes on the wire. */
    private static String frame(String start, String before, String payload) {
        return "%s . %d %d\r\n%sEND\r\n".formatted(start, before.length(), payload.length(), payload);
    }

    private static ScriptedPeer initiating(String greeting) {
        return new ScriptedPeer(Role.INITIATOR, SessionSettings.serving().withLimits(LIMITS), greeting);
    }

    private static ScriptedPeer listening() {
        return new ScriptedPeer(Role.LISTENER, SERVING, "<greeting />");
    }

    private static String greets(Role role, SessionSettings settings) {
        var transport = new MemoryTransport();
        new Session(role, settings.withLimits(LIMITS), transport, new SessionListener() {}).open();
        return StandardCharsets.US_ASCII.decode(transport.take()).toString();
    }

    // ---- it compares octets ----------------------------------------------------------------------------------------

    @Test
    void theGreetingHasItsSpelling() {
        assertThat(greets(Role.INITIATOR, SessionSettings.serving())).isEqualTo(frame("RPY 0 0", "", NO_GREETING));
        assertThat(greets(Role.LISTENER, SessionSettings.serving(TestProfiles.echo())))
                .isEqualTo(frame(
                        "RPY 0 0",
                        "",
                        HEADER + "<greeting>\r\n   <profile uri='" + TestProfiles.ECHO + "' />\r\n</greeting>\r\n"));
    }

    @Test
    void readyHasASpaceBeforeTheSlash() {
        var peer = initiating("<greeting><profile uri='" + TLS + "' /></greeting>");
        var _ = peer.session.startTls("example.com");
        assertThat(peer.heard())
                .isEqualTo(frame(
                        "MSG 0 1",
                        NO_GREETING,
                        HEADER + "<start number='1' serverName='example.com'>\r\n   <profile uri='" + TLS
                                + "'><![CDATA[<ready />]]></profile>\r\n</start>\r\n"));
    }

    @Test
    void proceedHasASpaceBeforeTheSlash() {
        var peer = listening();
        peer.says("MSG 0 1", "<start number='1'><profile uri='" + TLS + "'><![CDATA[<ready />]]></profile></start>");
        assertThat(peer.heard())
                .startsWith("RPY 0 1 . ")
                .endsWith("\r\n" + HEADER + "<profile uri='" + TLS + "'><![CDATA[<proceed />]]></profile>\r\nEND\r\n");
        assertThat(peer.transport.secured()).containsExactly(Role.LISTENER);
    }

    @Test
    void readyAsAMessageGetsProceedAlone() {
        var peer = listening();
        peer.says("MSG 0 1", "<start number='1'><profile uri='" + TLS + "' /></start>");
        peer.heard();
        peer.says("MSG 1 0", "<ready />");
        assertThat(peer.heard()).isEqualTo(frame("RPY 1 0", "", HEADER + "<proceed />\r\n"));
    }

    @Test
    void blobsRideInCdata() {
        var peer = initiating("<greeting><profile uri='" + SCRAM + "' /></greeting>");
        var _ = peer.session.authenticate(
                TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, false), "example.com");
        assertThat(peer.heard())
                .startsWith("MSG 0 1 . ")
                .contains(HEADER + "<start number='1' serverName='example.com'>\r\n   <profile uri='" + SCRAM
                        + "'><![CDATA[<blob>")
                .endsWith("</blob>]]></profile>\r\n</start>\r\nEND\r\n");
    }

    @Test
    void theDigestChallengeRidesInTheReplyToStartInCdata() {
        var peer = listening();
        peer.says("MSG 0 1", "<start number='1'><profile uri='" + DIGEST + "' /></start>");
        assertThat(peer.heard())
                .contains(HEADER + "<profile uri='" + DIGEST + "'><![CDATA[<blob>")
                .endsWith("</blob>]]></profile>\r\nEND\r\n");
    }

    @Test
    void rspauthComesWithComplete() {
        var peer = listening();
        var digest = digest(peer, TestAccounts.PASSWORD);
        assertThat(digest).startsWith("RPY 1 0 . 0 ").contains(HEADER + "<blob status='complete'>");
        var blob = digest.substring(digest.indexOf('>') + 1, digest.indexOf("</blob>"));
        assertThat(new String(Base64.getDecoder().decode(blob), StandardCharsets.US_ASCII))
                .startsWith("rspauth=");
        assertThat(peer.session.identity()).contains(TestAccounts.FRED);
    }

    @Test
    void aSaslFailureIsAnErrorThatBeginsWith535() {
        var peer = listening();
        assertThat(digest(peer, "wrong")).startsWith("ERR 1 0 . 0 ").contains(HEADER + "<error code='535'");
        assertThat(peer.session.isAlive()).isTrue();
    }

    /** Authenticates by hand, and gives the last answer. */
    private static String digest(ScriptedPeer peer, String password) {
        peer.says("MSG 0 1", "<start number='1' serverName='example.com'><profile uri='" + DIGEST + "' /></start>");
        var reply = peer.heard();
        var blob = reply.substring(reply.indexOf("<blob>") + "<blob>".length(), reply.indexOf("</blob>"));
        var challenge = new String(Base64.getDecoder().decode(blob), StandardCharsets.US_ASCII);
        var response = new DigestByHand(TestAccounts.FRED, password, "beep/example.com").answer(challenge);
        var base64 = Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.US_ASCII));
        peer.says("MSG 1 0", "<blob>" + base64 + "</blob>");
        return peer.heard();
    }

    @Test
    void everyCloseHasItsNumber() {
        var peer = initiating("<greeting />");
        var channel = peer.started();
        peer.heard();
        var _ = channel.close(ReplyCode.SUCCESS, "");
        assertThat(peer.heard()).contains(HEADER + "<close number='1' code='200' />\r\nEND\r\n");
        peer.says("RPY 0 2", "<ok />");
        var _ = peer.session.release();
        assertThat(peer.heard()).contains(HEADER + "<close number='0' code='200' />\r\nEND\r\n");
    }

    /** LibVortex joins the fragments of interleaved answers wrongly. */
    @Test
    @Requirement("BEEP-8")
    void theFragmentsOfOneAnswerLeaveTogether() {
        var exchanges = new ArrayList<Exchange>();
        var serving = SessionSettings.serving(
                TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(exchanges::add, "")));
        var peer = new ScriptedPeer(Role.LISTENER, serving.withLimits(LIMITS.withFrame(1000)), "<greeting />");
        peer.says("MSG 0 1", "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>");
        peer.says("MSG 1 0", "how many?");
        peer.heard();
        var exchange = exchanges.getFirst();
        var first = exchange.beginAnswer();
        var second = exchange.beginAnswer();
        // What is ready first does not leave first.
        var _ = second.write(StandardCharsets.US_ASCII.encode("b".repeat(1500)));
        second.end();
        var _ = exchange.answer(TestPayloads.text("c".repeat(1500)));
        exchange.finish();
        assertThat(peer.heard()).isEmpty();
        var _ = first.write(StandardCharsets.US_ASCII.encode("a".repeat(1500)));
        assertThat(peer.heard().lines().filter(line -> line.startsWith("ANS")))
                .containsExactly("ANS 1 0 * 0 1000 0", "ANS 1 0 * 1000 500 0");
        first.end();
        assertThat(peer.heard()
                        .lines()
                        .filter(line -> line.contains("ANS "))
                        .map(line -> line.replaceAll(".*ANS", "ANS")))
                .containsExactly(
                        "ANS 1 0 . 1500 0 0",
                        "ANS 1 0 * 1500 1000 1",
                        "ANS 1 0 . 2500 500 1",
                        "ANS 1 0 * 3000 1000 2",
                        "ANS 1 0 * 4000 96 2");
        peer.raw("SEQ 1 4096 4096\r\n");
        assertThat(peer.heard()).contains("ANS 1 0 . 4096 406 2\r\n").endsWith("NUL 1 0 . 4502 0\r\nEND\r\n");
    }

    // ---- what it does ----------------------------------------------------------------------------------------------

    @Test
    void aSaslErrorMayRideInAPositiveReplyToStart() {
        var peer = initiating("<greeting><profile uri='" + SCRAM + "' /></greeting>");
        var login = peer.session.authenticate(
                TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, false), "example.com");
        peer.says("RPY 0 1", "<profile uri='" + SCRAM + "'><![CDATA[<error code='535'>no</error>]]></profile>");
        assertThat(code(login)).isEqualTo(535);
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    void aSaslErrorMayComeAsAPositiveReplyToAMessage() {
        var peer = initiating("<greeting><profile uri='" + DIGEST + "' /></greeting>");
        var login = peer.session.authenticate(
                TestAccounts.client(SaslMechanism.DIGEST_MD5, TestAccounts.PASSWORD, false), "example.com");
        var challenge = "realm=\"example.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8";
        peer.says(
                "RPY 0 1",
                "<profile uri='" + DIGEST + "'><![CDATA[<blob>"
                        + Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.US_ASCII))
                        + "</blob>]]></profile>");
        assertThat(peer.heard()).contains("MSG 1 1 . 0 ");
        peer.says("RPY 1 1", "<error code='535'>authentication failed</error>\r\n");
        assertThat(code(login)).isEqualTo(535);
        assertThat(peer.session.isAlive()).isTrue();
    }

    private static int code(CompletableFuture<?> failed) {
        return ((PeerRefusedException) failed.exceptionNow()).code();
    }

    /** It has an empty MIME header there. */
    @Test
    void nulMayCarryCrlf() {
        var peer = initiating("<greeting />");
        var channel = peer.started();
        var answers = new ArrayList<String>();
        var handler = new ReplyHandler() {
            @Override
            public void reply(Reply reply) {
                answers.add("a reply");
            }

            @Override
            public void answer(Answer answer) {
                answers.add(answer.number() + TestPayloads.text(answer.payload()));
            }

            @Override
            public void finished() {
                answers.add("the end");
            }

            @Override
            public void failed(SessionEndedException reason) {
                answers.add("failed");
            }
        };
        channel.send(TestPayloads.text("how many?"), handler);
        peer.payload("ANS 1 1 .", "\r\none", " 0");
        peer.payload("ANS 1 1 .", "\r\ntwo", " 1");
        peer.payload("NUL 1 1 .", "\r\n");
        assertThat(answers).containsExactly("0one", "1two", "the end");
        channel.send(TestPayloads.text("and now?"), handler);
        peer.payload("NUL 1 2 .", "");
        assertThat(answers).hasSize(4).endsWith("the end");
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    void anInitiatorGreetsWithoutWaiting() {
        assertThat(greets(Role.INITIATOR, SERVING)).startsWith("RPY 0 0 . 0 ");
    }

    @Test
    void severalFramesComeInOneSegment() {
        var transport = new MemoryTransport();
        var session = new Session(Role.LISTENER, SERVING, transport, new SessionListener() {});
        session.open();
        transport.take();
        var greeting = "\r\n<greeting />\r\n";
        var start = "\r\n<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>\r\n";
        session.receive(StandardCharsets.US_ASCII.encode(frame("RPY 0 0", "", greeting)
                + frame("MSG 0 1", greeting, start)
                + frame("MSG 1 0", "", "\r\nfirst")
                + frame("MSG 1 1", "\r\nfirst", "\r\nsecond")));
        assertThat(StandardCharsets.US_ASCII.decode(transport.take()).toString())
                .contains("RPY 0 1 . ", "RPY 1 0 . 0 7\r\n\r\nfirstEND\r\n", "RPY 1 1 . 7 8\r\n\r\nsecondEND\r\n");
    }

    @Test
    void theServerNameComesOnceAndIsKeptInsideTls() {
        var peer = listening();
        peer.says(
                "MSG 0 1",
                "<start number='1' serverName='127.0.0.1'><profile uri='" + TLS
                        + "'><![CDATA[<ready />]]></profile></start>");
        peer.heard();
        var again = new ScriptedPeer(peer, new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of()));
        assertThat(again.heard()).startsWith("RPY 0 0 . 0 ").doesNotContain(TLS);
        // It advertises TLS again.
        again.says("RPY 0 0", "<greeting><profile uri='" + TLS + "' /></greeting>");
        again.says("MSG 0 1", "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>");
        assertThat(again.heard()).contains("RPY 0 1 . ");
        assertThat(peer.session.serverName()).contains("127.0.0.1");
    }

    @Test
    void aListenerThatAdvertisesTlsInsideTlsIsNotAskedForItAgain() {
        var peer = initiating("<greeting><profile uri='" + TLS + "' /></greeting>");
        var secured = peer.session.startTls("example.com");
        peer.heard();
        peer.says("RPY 0 1", "<profile uri='" + TLS + "'><![CDATA[<proceed />]]></profile>");
        var again = new ScriptedPeer(peer, new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of()));
        again.says("RPY 0 0", "<greeting><profile uri='" + TLS + "' /></greeting>");
        assertThat(secured).isCompleted();
        assertThat(again.heard()).isEqualTo(frame("RPY 0 0", "", NO_GREETING));
        assertThat(again.session.isAlive()).isTrue();
    }

    @Test
    void aSaslChannelThatIsLeftOpenIsInNobodysWay() {
        var peer = listening();
        digest(peer, TestAccounts.PASSWORD);
        peer.says("MSG 0 2", "<start number='3'><profile uri='" + TestProfiles.ECHO + "' /></start>");
        assertThat(peer.heard()).contains("RPY 0 2 . ");
        peer.says("MSG 0 3", "<close number='0' code='200' />");
        assertThat(peer.heard()).contains("<ok />");
        assertThat(peer.ends).extracting(SessionEnd::kind).containsExactly(SessionEnd.Kind.RELEASED);
    }

    @Test
    void anUnknownProfileIsAnswered554() {
        var peer = initiating("<greeting />");
        var started = peer.session.start("", List.of(ProfileOffer.of("http://example.com/unknown")), exchange -> {});
        peer.says("ERR 0 1", "<error code='554'>Unable to start channel</error>");
        assertThat(code(started)).isEqualTo(554);
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    void theFirstProfileOfAStartIsTheOneThatIsWantedMost() {
        var peer = initiating("<greeting />");
        var _ = peer.session.start(
                "", List.of(ProfileOffer.of(TestProfiles.SILENT), ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        assertThat(peer.heard())
                .contains("<start number='1'>\r\n   <profile uri='" + TestProfiles.SILENT + "' />\r\n   <profile uri='"
                        + TestProfiles.ECHO + "' />\r\n</start>");
    }

    @Test
    void itSaysAtHalfOfTheWindowThatItHasRead() {
        var peer = initiating("<greeting />");
        var channel = peer.started();
        var _ = channel.send(TestPayloads.text("x".repeat(9998)));
        var heard = new ArrayList<String>();
        heard.add(peer.heard());
        for (int read = 2048; read < 10_000; read += 2048) {
            peer.raw("SEQ 1 " + read + " 4096\r\n");
            heard.add(peer.heard());
        }
        assertThat(heard.stream().map(LibVortexHabitsTest::header))
                .containsExactly(
                        "MSG 1 1 * 0 4096", "MSG 1 1 * 4096 2048", "MSG 1 1 * 6144 2048", "MSG 1 1 . 8192 1808", "");
    }

    private static String header(String frame) {
        return frame.lines().findFirst().orElse("");
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What happens while a reply has left or come in part, or can't be read. */
class ReplyMomentsTest {
    private static final String TLS = "http://iana.org/beep/TLS";
    private static final String DIGEST = "http://iana.org/beep/SASL/DIGEST-MD5";

    /** The reply to message 2 has left in part: the window is full. */
    private static ScriptedPeer halfReplied() {
        var limits = SessionLimits.defaults().withWindow(8192);
        var serving = SessionSettings.serving(TestProfiles.echo()).withLimits(limits);
        var peer = new ScriptedPeer(Role.LISTENER, serving, "<greeting />");
        peer.says("MSG 0 1", "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>");
        peer.payload("MSG 1 1 .", "x".repeat(3000));
        peer.payload("MSG 1 2 .", "y".repeat(1097));
        assertThat(peer.heard()).contains("RPY 1 1 . 0 3000", "RPY 1 2 * 3000 1096");
        return peer;
    }

    @Test
    @Requirement({"BEEP-7", "BEEP-13"})
    void aNumberIsInUseUntilTheLastOctetOfItsReplyHasLeft() {
        var peer = halfReplied();
        peer.payload("MSG 1 1 .", "its reply has left");
        peer.payload("MSG 1 2 .", "too early");
        assertThat(peer.ends.getFirst().reason()).contains("its number is in use until its reply is complete");
        var patient = halfReplied();
        patient.raw("SEQ 1 4096 4096\r\n");
        patient.payload("MSG 1 2 .", "in time");
        assertThat(patient.heard()).contains("RPY 1 2 . 4096 1\r\nyEND", "RPY 1 2 . 4097 7\r\nin time");
    }

    @Test
    @Requirement({"BEEP-31", "BEEP-33"})
    void aCloseIsAgreedToWhenTheLastOctetOfAReplyHasLeft() {
        var peer = halfReplied();
        peer.says("MSG 0 2", "<close number='1' code='200' />");
        assertThat(peer.heard()).isEmpty();
        peer.raw("SEQ 1 4096 4096\r\n");
        assertThat(peer.heard())
                .startsWith("RPY 1 2 . 4096 1\r\nyEND\r\nRPY 0 2 . ")
                .contains("<ok />");
    }

    @Test
    @Requirement({"BEEP-31", "BEEP-33"})
    void thisSideClosesWhenTheLastOctetOfAReplyHasCome() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var channel = peer.started();
        var reply = channel.send(TestPayloads.text("hello"));
        var closed = channel.close(ReplyCode.SUCCESS, "");
        peer.heard();
        peer.payload("RPY 1 1 *", "\r\nhel");
        assertThat(peer.heard()).doesNotContain("<close");
        peer.payload("RPY 1 1 .", "lo");
        assertThat(TestPayloads.text(reply.join().payload())).isEqualTo("hello");
        assertThat(peer.heard()).contains("<close number='1'");
        peer.says("RPY 0 2", "<ok />");
        assertThat(closed).isCompleted();
    }

    @Test
    @Requirement("BEEP-40")
    void aMessageThatIsRefusedBeforeItsEndIsEndedWithAnEmptyFrame() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var channel = peer.started();
        var reply = channel.send(TestPayloads.text("x".repeat(9998)));
        var next = channel.send(TestPayloads.text(""));
        assertThat(peer.heard()).startsWith("MSG 1 1 * 0 4096\r\n");
        peer.says("ERR 1 1", "<error code='451'>too long</error>");
        assertThat(peer.heard()).isEqualTo("MSG 1 1 . 4096 0\r\nEND\r\n");
        assertThat(reply.join().positive()).isFalse();
        assertThat(channel.queuedOctets()).isEqualTo(2);
        peer.raw("SEQ 1 4096 4096\r\n");
        assertThat(peer.heard()).startsWith("MSG 1 2 . 4096 2\r\n");
        assertThat(next).isNotDone();
    }

    /** The session goes on, and so do its other channels. */
    @Test
    @Requirement({"BEEP-22", "BEEP-41"})
    void aReplyThatCanNotBeReadClosesItsChannelOnly() {
        var peer = new ScriptedPeer(
                Role.INITIATOR, SessionSettings.serving(), "<greeting><profile uri='" + DIGEST + "' /></greeting>");
        var login = peer.session.authenticate(
                TestAccounts.client(SaslMechanism.DIGEST_MD5, TestAccounts.PASSWORD, false), "example.com");
        var challenge = "realm=\"example.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8";
        peer.says(
                "RPY 0 1",
                "<profile uri='" + DIGEST + "'><![CDATA[<blob>"
                        + Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.US_ASCII))
                        + "</blob>]]></profile>");
        peer.says("MSG 1 1", "a message to one who only asks");
        assertThat(peer.heard()).contains("MSG 1 1 . 0 ", "ERR 1 1 . ", "<error code='550'");
        peer.says("RPY 1 1", "<blob><blob");
        assertThat(login).isCompletedExceptionally();
        assertThat(peer.heard()).contains("<close number='1' code='200' />");
        peer.says("RPY 0 2", "<ok />");
        assertThat(peer.session.channels().size()).isZero();
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    @Requirement("BEEP-44")
    void windowsAndNumbersStartAgainInsideTls() {
        var peer = new ScriptedPeer(
                Role.INITIATOR, SessionSettings.serving(), "<greeting><profile uri='" + TLS + "' /></greeting>");
        var before = peer.started();
        peer.raw("SEQ 1 0 100000\r\n");
        var _ = before.send(TestPayloads.text("x".repeat(50_000)));
        assertThat(before.queuedOctets()).isZero();
        var secured = peer.session.startTls("example.com");
        peer.says("RPY 0 2", "<profile uri='" + TLS + "'><![CDATA[<proceed />]]></profile>");
        peer.heard();
        var inside = new ScriptedPeer(peer, new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of()));
        assertThat(inside.heard()).startsWith("RPY 0 0 . 0 ");
        inside.says("RPY 0 0", "<greeting />");
        assertThat(secured).isCompleted();
        var after = inside.started();
        assertThat(after.number()).isEqualTo(1);
        var _ = after.send(TestPayloads.text("x".repeat(10_000)));
        assertThat(inside.heard()).startsWith("MSG 1 1 * 0 4096\r\n");
        assertThat(after.queuedOctets()).isEqualTo(10_002 - 4096);
        inside.raw("SEQ 1 4096 100000\r\n");
        assertThat(after.queuedOctets()).isZero();
    }
}

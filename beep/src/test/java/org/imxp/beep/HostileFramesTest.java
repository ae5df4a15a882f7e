package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Floods of small or empty frames, windows that never open, and channels that come and go. */
@Requirement("BEEP-64")
class HostileFramesTest {
    private static final String START = "<start number='%d'><profile uri='%s' /></start>";
    private static final SessionSettings SERVING =
            SessionSettings.serving(TestProfiles.all().toArray(Profile[]::new));

    private static ScriptedPeer peer(SessionLimits limits) {
        return new ScriptedPeer(Role.LISTENER, SERVING.withLimits(limits), "<greeting />");
    }

    private static ScriptedPeer echoing() {
        var peer = peer(SessionLimits.defaults().withWindow(4096));
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        peer.heard();
        return peer;
    }

    // ---- small frames ----------------------------------------------------------------------------------------------

    @Test
    void oneOctetPerFrameIsOneMessageAndSeqForHalfWindows() {
        var peer = echoing();
        for (int i = 0; i < 6000; i++) {
            peer.payload("MSG 1 1 *", "x");
        }
        assertThat(peer.session.held().octets()).isLessThanOrEqualTo(8192 + 256);
        peer.payload("MSG 1 1 .", "y");
        var heard = peer.heard();
        assertThat(heard.split("SEQ 1 ", -1).length - 1).as("SEQ frames").isEqualTo(2);
        assertThat(heard).contains("RPY 1 1 * 0 4096\r\nxxx");
        peer.raw("SEQ 1 4096 4096\r\n");
        assertThat(peer.heard()).contains("RPY 1 1 . 4096 1905\r\n").endsWith("xyEND\r\n");
    }

    @Test
    void emptyFramesAreNoMessageNoSeqAndNoMemory() {
        var peer = echoing();
        peer.payload("MSG 1 1 *", "");
        var before = peer.session.held().octets();
        for (int i = 0; i < 10_000; i++) {
            peer.payload("MSG 1 1 *", "");
        }
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.session.held().octets()).isEqualTo(before);
    }

    @Test
    void emptyFramesOfARefusedMessageGetOneRefusal() {
        var peer = peer(SessionLimits.defaults().withMessage(4096));
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        peer.payload("MSG 1 1 *", "x".repeat(4096));
        peer.payload("MSG 1 1 *", "x");
        assertThat(peer.heard()).contains("<error code='451'");
        for (int i = 0; i < 1000; i++) {
            peer.payload("MSG 1 1 *", "");
            peer.payload("MSG 1 1 *", "x");
        }
        assertThat(peer.heard()).doesNotContain("ERR");
        peer.payload("MSG 1 1 .", "");
        peer.says("MSG 1 1", "again");
        assertThat(peer.heard()).contains("again");
    }

    @Test
    void floodsOfSeqAreAnsweredByNothingAndKeptByNobody() {
        var peer = echoing();
        peer.says("MSG 1 1", "x".repeat(3000));
        peer.heard();
        for (int i = 0; i < 20_000; i++) {
            peer.raw("SEQ 1 " + i % 3000 + " " + i + "\r\n");
        }
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.session.held().octets()).isZero();
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    @Requirement("BEEP-8")
    void answersThatBeginAndNeverEndStopAtABound() {
        var limits = SessionLimits.defaults().withMessage(4096).withHeld(8192);
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving().withLimits(limits), "<greeting />");
        var reply = peer.started().send(TestPayloads.text("how many?"));
        for (int i = 0; peer.session.isAlive() && i < 10_000; i++) {
            peer.payload("ANS 1 1 *", "", " " + i);
            assertThat(peer.session.held().octets()).isLessThanOrEqualTo(8192);
        }
        assertThat(peer.ends.getFirst().kind()).isEqualTo(SessionEnd.Kind.FAULT);
        assertThat(reply).isCompletedExceptionally();
        assertThat(peer.session.held().octets()).isZero();
    }

    @Test
    @Requirement("BEEP-8")
    void answersWithoutEndAreNotKept() {
        var limits = SessionLimits.defaults().withMessage(4096).withHeld(8192);
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving().withLimits(limits), "<greeting />");
        var channel = peer.started();
        var reply = channel.send(TestPayloads.text("how many?"));
        for (int i = 0; i < 10_000; i++) {
            peer.payload("ANS 1 1 .", "", " " + i % 3);
        }
        assertThat(peer.session.held().octets()).isZero();
        assertThat(reply).isNotDone();
        peer.payload("NUL 1 1 .", "");
        assertThat(reply).isCompletedExceptionally();
        assertThat(peer.session.isAlive()).isTrue();
    }

    // ---- windows that never open -----------------------------------------------------------------------------------

    @Test
    @Requirement("BEEP-39")
    void aChannelWhoseWindowNeverOpensHoldsUpNoOther() {
        var peer = peer(SessionLimits.defaults().withWindow(4096).withUnanswered(2));
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        peer.says("MSG 0 2", START.formatted(3, TestProfiles.ECHO));
        peer.heard();
        peer.payload("MSG 1 1 .", "x".repeat(4096));
        assertThat(peer.heard()).startsWith("SEQ 1 4096 4096\r\nRPY 1 1 . 0 4096\r\n");
        peer.payload("MSG 1 2 .", "y".repeat(2048));
        assertThat(peer.heard()).as("its window is full").isEqualTo("SEQ 1 6144 4096\r\n");
        peer.payload("MSG 1 3 .", "z".repeat(4096));
        assertThat(peer.heard()).as("two replies wait: no more is let in").isEmpty();
        var held = peer.session.held().octets();
        assertThat(held).isBetween(6144L, 7000L);
        for (int i = 0; i < 100; i++) {
            peer.says("MSG 3 " + i, "short");
            assertThat(peer.heard()).contains("RPY 3 " + i + " . ", "short");
            peer.raw("SEQ 3 " + 7 * (i + 1) + " 4096\r\n");
        }
        assertThat(peer.session.held().octets()).isEqualTo(held);
        peer.payload("MSG 1 4 .", "x");
        assertThat(peer.ends.getFirst().reason()).contains("the window has 0 octets left");
    }

    @Test
    void whatThisSideSendsToAPeerThatNeverOpensItsWindowCanBeBounded() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var channel = peer.started();
        for (int i = 0; i < 10; i++) {
            var _ = channel.send(TestPayloads.text("x".repeat(1022)));
        }
        assertThat(channel.queuedOctets()).isEqualTo(10 * 1024 - 4096);
        peer.session.lost("gone");
        assertThat(channel.queuedOctets()).isZero();
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    @Test
    void aFloodOfMessagesWhoseRepliesAreNotReadStopsAtABound() {
        var peer = peer(SessionLimits.defaults().withMessage(4096).withHeld(8192));
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        for (int i = 0; peer.session.isAlive() && i < 100_000; i++) {
            peer.payload("MSG 1 " + i + " .", "xy");
        }
        assertThat(peer.session.isAlive()).isFalse();
        assertThat(peer.session.held().octets()).isZero();
    }

    // ---- channels --------------------------------------------------------------------------------------------------

    @Test
    void startsBeyondTheBoundAreRefusedAndLeaveNothing() {
        var peer = peer(SessionLimits.defaults().withChannels(3));
        for (int i = 0; i < 500; i++) {
            peer.says("MSG 0 " + (i + 1), START.formatted(2 * i + 1, TestProfiles.SILENT));
            assertThat(peer.heard()).contains(i < 3 ? "RPY 0 " : "<error code='421'");
            acknowledge(peer);
        }
        assertThat(peer.session.channels().size()).isEqualTo(3);
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    void channelsThatComeAndGoLeaveNothing() {
        var peer = peer(SessionLimits.defaults());
        for (int i = 0; i < 1000; i++) {
            var number = 2 * i + 1;
            peer.says("MSG 0 " + (3 * i + 1), START.formatted(number, TestProfiles.ECHO));
            acknowledge(peer);
            peer.payload("MSG " + number + " 1 .", "hello");
            peer.says("MSG 0 " + (3 * i + 2), "<close number='" + number + "' code='200' />");
            assertThat(peer.heard()).contains("helloEND", "<ok />");
            acknowledge(peer);
            peer.says("MSG 0 " + (3 * i + 3), START.formatted(number + 2, TestProfiles.GREEDY));
            assertThat(peer.heard()).contains("<error code='537'");
            acknowledge(peer);
        }
        assertThat(peer.session.channels().size()).isZero();
        assertThat(peer.session.held().octets()).isZero();
        // A SEQ that crossed a close is forgiven where the close was lately.
        peer.raw("SEQ 1999 0 4096\r\n");
        assertThat(peer.session.isAlive()).isTrue();
        peer.raw("SEQ 1 0 4096\r\n");
        assertThat(peer.ends.getFirst().reason()).isEqualTo("channel 1 does not exist");
    }

    /** All of channel 0 that was sent is taken: the window is as at first. */
    private static void acknowledge(ScriptedPeer peer) {
        peer.raw("SEQ 0 " + peer.heardOctets(0) + " 4096\r\n");
    }

    @Test
    void aNumberCanBeUsedAgainAfterItsClose() {
        var peer = peer(SessionLimits.defaults().withWindow(4096));
        for (int i = 0; i < 10; i++) {
            peer.says("MSG 0 " + (2 * i + 1), START.formatted(1, TestProfiles.ECHO));
            peer.heard();
            peer.raw("MSG 1 1 . 0 5\r\nhelloEND\r\n");
            assertThat(peer.heard()).startsWith("RPY 1 1 . 0 5\r\nhello");
            peer.says("MSG 0 " + (2 * i + 2), "<close number='1' code='200' />");
            assertThat(peer.heard()).contains("<ok />");
        }
    }

    // ---- requests that cross ---------------------------------------------------------------------------------------

    @Test
    @Requirement({"BEEP-26", "BEEP-33"})
    void aCloseAndAStartThatCrossBothSucceed() {
        var peer = new ScriptedPeer(Role.INITIATOR, SERVING, "<greeting />");
        var channel = peer.started();
        var closed = channel.close(ReplyCode.SUCCESS, "");
        peer.says("MSG 0 1", START.formatted(2, TestProfiles.ECHO));
        assertThat(peer.heard()).contains("<close number='1'", "RPY 0 1 . ");
        peer.says("RPY 0 2", "<ok />");
        assertThat(closed).isCompleted();
        peer.says("MSG 2 1", "hello");
        assertThat(peer.heard()).contains("RPY 2 1 . ", "hello");
    }

    @Test
    @Requirement("BEEP-35")
    void aCloseOfAChannelThatIsBeingStartedIsRefused() {
        var starts = new ArrayList<ChannelStart>();
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, starts::add)),
                "<greeting />");
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        peer.says("MSG 0 2", "<close number='1' code='200' />");
        assertThat(peer.heard()).as("replies leave in order").isEmpty();
        starts.getFirst().accept(exchange -> exchange.reply(List.of()), "");
        assertThat(peer.heard()).contains("RPY 0 1 . ", "ERR 0 2 . ", "channel 1 does not exist");
        peer.says("MSG 0 3", "<close number='1' code='200' />");
        assertThat(peer.heard()).contains("<ok />");
    }

    @Test
    @Requirement("BEEP-12")
    void aMessageAfterTheAgreedCloseIsPoorlyFormed() {
        var peer = echoing();
        peer.says("MSG 0 2", "<close number='1' code='200' />");
        peer.heard();
        peer.says("MSG 1 1", "too late");
        assertThat(peer.ends.getFirst().reason()).isEqualTo("channel 1 does not exist");
    }

    @Test
    @Requirement("BEEP-33")
    void aSecondCloseOfTheSameChannelIsAnsweredToo() {
        var exchanges = new ArrayList<Exchange>();
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(
                        TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(exchanges::add, ""))),
                "<greeting />");
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        peer.says("MSG 1 1", "owed");
        peer.heard();
        peer.says("MSG 0 2", "<close number='1' code='200' />");
        peer.says("MSG 0 3", "<close number='1' code='200' />");
        assertThat(peer.heard()).isEmpty();
        exchanges.getFirst().reply(TestPayloads.text("paid"));
        assertThat(peer.heard()).contains("RPY 1 1 . ", "RPY 0 2 . ", "RPY 0 3 . ");
        assertThat(peer.session.isAlive()).isTrue();
        assertThat(peer.session.channels().size()).isZero();
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Peers that want memory, time or a line in the log that is not theirs. */
@Requirement("BEEP-64")
class HostilePeerTest {
    private static final String START = "<start number='1'><profile uri='%s' /></start>";
    private static final SessionSettings SERVING =
            SessionSettings.serving(TestProfiles.all().toArray(Profile[]::new));

    private static ScriptedPeer peer(SessionLimits limits) {
        return new ScriptedPeer(Role.LISTENER, SERVING.withLimits(limits), "<greeting />");
    }

    private static SessionLimits limits() {
        return SessionLimits.defaults();
    }

    @Test
    void requestsWhoseRepliesAreNotReadCloseTheWindow() {
        var peer = peer(limits().withWindow(4096).withUnanswered(8));
        for (int i = 1; peer.session.isAlive() && i < 1000; i++) {
            // Errors of 150 octets: a window of 4096 is full after 27.
            peer.says("MSG 0 " + i, "<start number='2'><profile uri='http://example.com/unknown' /></start>");
        }
        assertThat(peer.ends).singleElement().satisfies(end -> {
            assertThat(end.kind()).isEqualTo(SessionEnd.Kind.FAULT);
            assertThat(end.reason()).contains("the window has");
        });
    }

    @Test
    void longRepliesThatAreNotReadPassTheBoundOfTheSession() {
        var reply = "x".repeat(10_000);
        var serving = SessionSettings.serving(TestProfiles.profile(
                TestProfiles.ECHO, start -> start.accept(exchange -> exchange.reply(TestPayloads.text(reply)), "")));
        var limits = limits().withMessage(4096).withHeld(30_000);
        var peer = new ScriptedPeer(Role.LISTENER, serving.withLimits(limits), "<greeting />");
        peer.says("MSG 0 1", START.formatted(TestProfiles.ECHO));
        for (int i = 1; i <= 4; i++) {
            peer.says("MSG 1 " + i, "more");
        }
        // 4 replies of 10,002 octets, less the 4096 of the window: over the bound, but the last one always fits.
        assertThat(peer.session.isAlive()).isTrue();
        peer.says("MSG 1 5", "more");
        assertThat(peer.ends.getFirst().reason())
                .isEqualTo("MSG, channel 1, message 5: the session would hold over 30000 octets for its peer");
    }

    @Test
    void whatIsReadIsNotHeld() {
        var limits = limits().withMessage(4096).withHeld(8192);
        var link = new MemoryLink(SessionSettings.serving(), SERVING.withLimits(limits));
        var started = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        link.run();
        for (int i = 0; i < 100; i++) {
            var reply = started.join().channel().send(TestPayloads.text("x".repeat(4000)));
            link.run();
            assertThat(reply).isCompleted();
        }
        assertThat(link.listener.held().octets()).isZero();
        assertThat(link.initiator.held().octets()).isZero();
    }

    @Test
    void aChannelThatIsGoneHoldsNothing() {
        var peer = peer(limits());
        peer.says("MSG 0 1", START.formatted(TestProfiles.SILENT));
        peer.says("MSG 1 1", "never answered");
        peer.payload("MSG 1 2 *", "never ended");
        assertThat(peer.session.held().octets()).isPositive();
        peer.session.terminate("enough");
        assertThat(peer.session.held().octets()).isZero();
    }

    @Test
    @Requirement("BEEP-40")
    void aMessageOnManyChannelsIsRefusedWhereTheSessionHasNoRoom() {
        var peer = peer(limits().withMessage(100_000).withHeld(200_000));
        IntStream.range(0, 10).forEach(i -> {
            var channel = 2 * i + 1;
            peer.says(
                    "MSG 0 " + (i + 1),
                    START.replace("'1'", "'" + channel + "'").formatted(TestProfiles.SILENT));
            peer.payload("MSG " + channel + " 1 *", "x".repeat(4096));
        });
        peer.heard();
        // As far as the windows have grown.
        for (int size = 8192; size <= 32_768; size *= 2) {
            for (int i = 0; i < 10; i++) {
                peer.payload("MSG " + (2 * i + 1) + " 1 *", "x".repeat(size));
            }
        }
        assertThat(peer.session.isAlive()).isTrue();
        assertThat(peer.session.held().octets()).isLessThanOrEqualTo(201_000);
        assertThat(peer.heard()).contains("<error code='451'");
    }

    @Test
    void framesWithoutOctetsTakeNoRoom() {
        var peer = peer(limits());
        peer.says("MSG 0 1", START.formatted(TestProfiles.ECHO));
        peer.payload("MSG 1 1 *", "");
        var before = peer.session.held().octets();
        for (int i = 0; i < 10_000; i++) {
            peer.payload("MSG 1 1 *", "");
            peer.raw("SEQ 1 0 4096\r\n");
        }
        assertThat(peer.session.held().octets()).isEqualTo(before);
        peer.heard();
        peer.says("MSG 1 1", "at last");
        assertThat(peer.heard()).contains("at last");
    }

    @Test
    void startsThatWaitForAProfileCountAsChannels() {
        var starts = new ArrayList<ChannelStart>();
        var slow = SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, starts::add));
        var peer = new ScriptedPeer(Role.LISTENER, slow.withLimits(limits().withChannels(3)), "<greeting />");
        for (int i = 0; i < 10; i++) {
            peer.says(
                    "MSG 0 " + (i + 1),
                    START.replace("'1'", "'" + (2 * i + 1) + "'").formatted(TestProfiles.ECHO));
        }
        assertThat(starts).hasSize(3);
        peer.session.lost("gone");
        assertThatThrownBy(() -> starts.getFirst().accept(exchange -> {}, ""))
                .isInstanceOf(SessionEndedException.class);
    }

    @Test
    @Requirement("OPEN-31")
    void anAcknowledgementFarBeyondWhatWasSentIsPoorlyFormed() {
        var window = new SendWindow();
        window.advance(100);
        assertThatThrownBy(() -> window.update(new SequenceFrame(1, 101, 4096)))
                .isInstanceOf(PoorlyFormedException.class);
        assertThatThrownBy(() -> window.update(new SequenceFrame(1, 0xFFFF_FFFFL, 4096)))
                .isInstanceOf(PoorlyFormedException.class);
    }

    @Test
    void aPeersTextIsOneLineOfALog() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), "<greeting />");
        var closed = new ArrayList<String>();
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), new ChannelHandler() {
            @Override
            public void message(Exchange exchange) {
                exchange.error(ReplyCode.NOT_TAKEN, "");
            }

            @Override
            public void closed(String reason) {
                closed.add(reason);
            }
        });
        peer.says("RPY 0 1", "<profile uri='" + TestProfiles.ECHO + "' />");
        assertThat(started).isCompleted();
        peer.says("MSG 0 1", "<close number='1' code='200'>bye\nINFO all is well&#x2028;&#x202E;&#x85;.</close>");
        assertThat(closed).containsExactly("closed by the peer: 200 bye?INFO all is well???.");
        assertThat(new PeerRefusedException(550, "no\r\nINFO yes")).hasMessage("550 no??INFO yes");
    }

    @Test
    void limitsOfWhatIsHeldFollowTheMessage() {
        assertThat(limits().held()).isEqualTo(1 << 24);
        assertThat(limits().withMessage(1 << 25).held()).isEqualTo(1L << 27);
        assertThatThrownBy(() -> limits().withMessage(4096).withHeld(8191))
                .hasMessage("held is 8191, allowed is 8192 or more");
    }

    @Test
    void aPeerThatNeverAnswersReadyIsLeft() {
        var peer = new ScriptedPeer(
                Role.INITIATOR,
                SessionSettings.serving(),
                "<greeting><profile uri='http://iana.org/beep/TLS' /></greeting>");
        var secured = peer.session.startTls("example.com");
        peer.transport.turnClock(Duration.ofSeconds(60));
        assertThat(secured).isCompletedExceptionally();
        assertThat(peer.ends.getFirst().reason()).isEqualTo("TLS has not been agreed on within PT1M");
    }

    @Test
    @Requirement("BEEP-48")
    void aPeerThatDoesNotStartARequiredTlsIsLeft() {
        var peer = new ScriptedPeer(Role.LISTENER, SERVING.withTls(TlsPolicy.REQUIRED), "<greeting />");
        peer.transport.turnClock(Duration.ofSeconds(60));
        assertThat(peer.ends.getFirst().reason()).isEqualTo("the peer has not started TLS within PT1M");
    }
}

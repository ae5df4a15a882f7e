package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A peer that is gone, and one that only has nothing to say. */
class SupervisionTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final SessionSettings WATCHING =
            SessionSettings.serving(TestProfiles.echo()).withLiveness(new Liveness(INTERVAL, 3));
    private static final String ALIVE = "<greeting><profile uri='" + AliveProfile.URI + "' /></greeting>";
    private static final String ALIVE_STARTED = "<profile uri='" + AliveProfile.URI + "' />";

    private final List<SessionEnd> ends = new ArrayList<>();

    private MemoryConnection connect(SessionSettings initiating, SessionSettings listening) {
        var recording = new SessionListener() {
            @Override
            public void ended(Session session, SessionEnd end) {
                ends.add(end);
            }
        };
        return MemoryConnection.open(new Accepted(initiating, recording), new Accepted(listening, recording));
    }

    // ---- peers that live -------------------------------------------------------------------------------------------

    @Test
    void peersThatServeAliveStayTogetherForALongTime() {
        var serving = SessionSettings.serving(new AliveProfile()).withLiveness(new Liveness(INTERVAL, 2));
        var connection = connect(serving, serving);
        connection.turnClock(Duration.ofDays(1));
        assertThat(ends).isEmpty();
        assertThat(connection.initiator().channels().size()).isLessThanOrEqualTo(2);
    }

    @Test
    void aPeerThatDoesNotServeAliveGivesASignOfLifeByRefusing() {
        var connection = connect(WATCHING, SessionSettings.serving());
        connection.turnClock(Duration.ofDays(1));
        assertThat(ends).isEmpty();
        assertThat(connection.initiator().isAlive()).isTrue();
        assertThat(connection.listener().channels().size()).isZero();
    }

    // ---- what is asked ---------------------------------------------------------------------------------------------

    @Test
    void aSilentPeerIsAskedOnceAndLostAfterTheLastInterval() {
        var peer = new ScriptedPeer(Role.LISTENER, WATCHING, ALIVE);
        // The greeting came in the first interval.
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).isEmpty();
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).startsWith("MSG 0 1 . ").contains("<start number='2'>", AliveProfile.URI);
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.ends).isEmpty();
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.ends).singleElement().satisfies(end -> {
            assertThat(end.kind()).isEqualTo(SessionEnd.Kind.LOST);
            assertThat(end.reason()).startsWith("the peer has been silent for PT1M30S");
        });
    }

    @Test
    void anEmptyMessageAsksWhereTheChannelIsThere() {
        var peer = new ScriptedPeer(Role.LISTENER, WATCHING, ALIVE);
        peer.transport.turnClock(INTERVAL);
        peer.transport.turnClock(INTERVAL);
        peer.heard();
        peer.says("RPY 0 1", ALIVE_STARTED);
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).isEmpty();
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).isEqualTo("MSG 2 1 . 0 0\r\nEND\r\n");
        peer.payload("RPY 2 1 .", "");
        peer.transport.turnClock(INTERVAL);
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).isEqualTo("MSG 2 2 . 0 0\r\nEND\r\n");
        // The peer asks there too, and closes the channel: the next question opens one again.
        peer.payload("MSG 2 0 .", "");
        assertThat(peer.heard()).isEqualTo("RPY 2 0 . 0 0\r\nEND\r\n");
        peer.payload("RPY 2 2 .", "");
        peer.says("MSG 0 1", "<close number='2' code='200' />");
        assertThat(peer.heard()).contains("<ok />");
        peer.transport.turnClock(INTERVAL);
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).contains("<start number='4'>");
    }

    @Test
    void anyOctetIsASignOfLife() {
        var peer = new ScriptedPeer(Role.LISTENER, WATCHING, ALIVE);
        "MSG 0 1 *".chars().forEach(octet -> {
            peer.raw(Character.toString(octet));
            peer.transport.turnClock(INTERVAL);
        });
        assertThat(peer.ends).isEmpty();
        assertThat(peer.heard()).isEmpty();
    }

    @Test
    void aQuestionThatIsNeverAnsweredIsNotRepeated() {
        var peer = new ScriptedPeer(Role.LISTENER, WATCHING, "<greeting />");
        peer.transport.turnClock(INTERVAL);
        peer.transport.turnClock(INTERVAL);
        assertThat(peer.heard()).contains("<start number='2'>");
        for (int i = 0; i < 100; i++) {
            // It talks in every second interval, and never answers.
            peer.raw("SEQ 0 0 4096\r\n");
            peer.transport.turnClock(INTERVAL);
            peer.transport.turnClock(INTERVAL);
        }
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.ends).isEmpty();
    }

    @Test
    void aPeerWhoseNetworkTakesNothingIsLost() {
        var peer = new ScriptedPeer(Role.LISTENER, WATCHING, ALIVE);
        peer.transport.writable(false);
        for (int i = 0; i < 4; i++) {
            peer.transport.turnClock(INTERVAL);
        }
        assertThat(peer.ends).singleElement().extracting(SessionEnd::kind).isEqualTo(SessionEnd.Kind.LOST);
    }

    // ---- when nothing is asked -------------------------------------------------------------------------------------

    @Test
    void nothingIsAskedBeforeTheGreeting() {
        var limits = SessionLimits.defaults().withTimes(Duration.ofDays(1), Duration.ofDays(1));
        var transport = new MemoryTransport();
        var session = new Session(Role.LISTENER, WATCHING.withLimits(limits), transport, new SessionListener() {});
        session.open();
        transport.take();
        for (int i = 0; i < 10; i++) {
            transport.turnClock(INTERVAL);
        }
        assertThat(transport.hasOctets()).isFalse();
        assertThat(session.isAlive()).isTrue();
    }

    @Test
    void nothingIsAskedWhileTlsIsAgreedOn() {
        var limits = SessionLimits.defaults().withTimes(Duration.ofDays(1), Duration.ofDays(1));
        var peer = new ScriptedPeer(
                Role.INITIATOR,
                WATCHING.withLimits(limits).withTls(TlsPolicy.OPTIONAL),
                "<greeting><profile uri='http://iana.org/beep/TLS' /></greeting>");
        var _ = peer.session.startTls("example.com");
        assertThat(peer.heard()).contains("<ready />");
        for (int i = 0; i < 10; i++) {
            peer.transport.turnClock(INTERVAL);
        }
        assertThat(peer.heard()).isEmpty();
        peer.says("RPY 0 1", "<profile uri='http://iana.org/beep/TLS'><![CDATA[<proceed />]]></profile>");
        for (int i = 0; i < 10; i++) {
            peer.transport.turnClock(INTERVAL);
        }
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.ends).isEmpty();
    }

    @Test
    void nothingIsAskedWhereItIsNotWanted() {
        var peer = new ScriptedPeer(Role.LISTENER, SessionSettings.serving(), ALIVE);
        peer.transport.turnClock(Duration.ofDays(1));
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.ends).isEmpty();
    }

    @Test
    void aWatchThatCannotWorkIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Liveness(Duration.ZERO, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Liveness(INTERVAL, 1));
    }

    // ---- over a socket ---------------------------------------------------------------------------------------------

    @Test
    void aPeerThatStopsAnsweringOverASocketIsLost() throws IOException {
        var ended = new CompletableFuture<SessionEnd>();
        var told = new SessionListener() {
            @Override
            public void ended(Session session, SessionEnd end) {
                ended.complete(end);
            }
        };
        var settings = SessionSettings.serving().withLiveness(new Liveness(Duration.ofMillis(10), 3));
        try (var network = BeepNetwork.open(1);
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
            var _ = network.connect(address, settings, TlsContext.none(), told);
            try (var silent = server.accept()) {
                silent.getOutputStream()
                        .write("RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n".getBytes(StandardCharsets.US_ASCII));
                var end = ended.orTimeout(20, TimeUnit.SECONDS).join();
                assertThat(end.kind()).isEqualTo(SessionEnd.Kind.LOST);
                assertThat(end.reason()).startsWith("the peer has been silent for PT0.03S");
            }
        }
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.interop.RawPeer;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a session ends, before or after it was greeted or secured, its place becomes free: nothing is left of it. */
@Requirement("BEEP-64")
class ListenerLoadTest {
    private static final String GREETING = "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n";
    private static final String READY = "\r\n<start number='1'><profile uri='http://iana.org/beep/TLS'>"
            + "<![CDATA[<ready />]]></profile></start>";
    private static final ListenerBounds ONE = new ListenerBounds(10, 1);

    @TempDir
    private static Path folder;

    private static Loopback loopback;

    @BeforeAll
    static void open() {
        loopback = new Loopback(folder);
    }

    @AfterAll
    static void close() {
        loopback.close();
    }

    private static SessionSettings serving(SessionLimits limits) {
        return SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.OPTIONAL)
                .withAuthentication(new TestAccounts())
                .withLimits(limits);
    }

    /** What a peer does on its connection. */
    private interface Peer {
        void on(Socket socket) throws IOException;
    }

    /** Each peer comes three times from an address that may have one session. */
    private static void leavesNothing(SessionLimits limits, Peer peer) throws IOException {
        try (var listening = loopback.listen(serving(limits), ONE)) {
            for (int i = 0; i < 3; i++) {
                try (var socket = new Socket(
                        listening.address().getAddress(), listening.address().getPort())) {
                    socket.setSoTimeout(20_000);
                    assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
                            .as("it is let in")
                            .isEqualTo("RPY");
                    peer.on(socket);
                }
                awaitNobody(listening.listener());
            }
            assertThat(listening.listener().sessions()).isEmpty();
        }
    }

    private static void leavesNothing(Peer peer) throws IOException {
        leavesNothing(SessionLimits.defaults(), peer);
    }

    private static void awaitNobody(BeepListener listener) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while ((listener.load() > 0 || !listener.sessions().isEmpty()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(listener.load()).isZero();
    }

    private static void says(Socket socket, String octets) throws IOException {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
            // The session may have ended already; reading tells.
            assertThat(socket.isClosed()).isFalse();
        }
    }

    private static String ready() {
        return "MSG 0 1 . 14 " + READY.length() + "\r\n" + READY + "END\r\n";
    }

    /** Reads until the other side has closed the connection, or reset it. */
    private static void readToTheEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void readUntil(Socket socket, String end) throws IOException {
        var said = new StringBuilder();
        while (said.indexOf(end) < 0) {
            var octet = socket.getInputStream().read();
            assertThat(octet).as(said.toString()).isNotNegative();
            said.append((char) octet);
        }
    }

    @Test
    void aPeerThatLeavesBeforeItsGreeting() throws IOException {
        leavesNothing(Socket::close);
    }

    @Test
    void aPeerThatResetsTheConnection() throws IOException {
        leavesNothing(socket -> {
            says(socket, GREETING);
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    @Test
    void aPeerThatStopsInTheMiddleOfAFrame() throws IOException {
        leavesNothing(socket -> {
            says(socket, GREETING + "MSG 0 1 . 14 4000\r\n<start");
            socket.shutdownOutput();
            readToTheEnd(socket);
        });
    }

    @Test
    void aPeerThatSpeaksNoBeep() throws IOException {
        leavesNothing(socket -> {
            says(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            readToTheEnd(socket);
        });
    }

    @Test
    @Requirement("BEEP-57")
    void aFaultIsAnAbortOfTheConnection() throws IOException {
        leavesNothing(socket -> {
            says(socket, GREETING + "MSG 7 1 . 0 0\r\nEND\r\n");
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        });
    }

    @Test
    void aPeerThatSaysItIsNotAvailable() throws IOException {
        leavesNothing(socket -> {
            says(socket, "ERR 0 0 . 0 23\r\n\r\n<error code='421' />\nEND\r\n");
            readToTheEnd(socket);
        });
    }

    @Test
    void aPeerThatNeverGreets() throws IOException {
        leavesNothing(
                SessionLimits.defaults().withTimes(Duration.ofMillis(1), Duration.ofSeconds(60)),
                ListenerLoadTest::readToTheEnd);
    }

    @Test
    void aPeerThatNeverAuthenticates() throws IOException {
        leavesNothing(SessionLimits.defaults().withTimes(Duration.ofSeconds(10), Duration.ofMillis(1)), socket -> {
            says(socket, GREETING);
            readToTheEnd(socket);
        });
    }

    @Test
    void aPeerThatLeavesInsteadOfItsTlsHandshake() throws IOException {
        leavesNothing(socket -> {
            says(socket, GREETING + ready());
            readUntil(socket, "<proceed />");
            socket.close();
        });
    }

    @Test
    void aPeerThatSpeaksNoTls() throws IOException {
        leavesNothing(socket -> {
            says(socket, GREETING + ready());
            readUntil(socket, "<proceed />");
            readUntil(socket, "END\r\n");
            says(socket, GREETING);
            readToTheEnd(socket);
        });
    }

    @Test
    void aPeerThatNeverBeginsItsTlsHandshake() throws IOException {
        leavesNothing(SessionLimits.defaults().withTimes(Duration.ofSeconds(10), Duration.ofMillis(100)), socket -> {
            says(socket, GREETING + ready());
            readToTheEnd(socket);
        });
    }

    @Test
    @Requirement("BEEP-25")
    void aPeerThatIsRefused() throws Exception {
        try (var listening = loopback.listen(serving(SessionLimits.defaults()), ONE)) {
            for (int i = 0; i < 3; i++) {
                try (var first = RawPeer.connect(listening.address())) {
                    first.greet();
                    try (var second = new Socket(
                            listening.address().getAddress(),
                            listening.address().getPort())) {
                        second.setSoTimeout(20_000);
                        assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                                .startsWith("ERR 0 0 . 0 ")
                                .contains("<error code='421'");
                    }
                    first.release();
                }
                awaitNobody(listening.listener());
            }
        }
    }

    @Test
    void aSessionThatThisSideEnds() throws Exception {
        try (var listening = loopback.listen(serving(SessionLimits.defaults()), ONE)) {
            for (int i = 0; i < 3; i++) {
                try (var peer = RawPeer.connect(listening.address())) {
                    peer.greet();
                    var ours = listening.next();
                    ours.session().execute(() -> ours.session().terminate("enough"));
                    assertThat(peer.isEnded()).isTrue();
                }
                awaitNobody(listening.listener());
            }
        }
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imxp.beep.interop.RawPeer;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the peer is not told, or not told in full, the operator finds in the log. */
class LogTest {
    private static final String GREETING = "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n";

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

    @Test
    @Requirement("BEEP-25")
    void bothSidesLogThatTheListenerIsNotAvailable() throws Exception {
        try (var listening = loopback.listen(SessionSettings.serving(), new ListenerBounds(10, 1));
                var first = RawPeer.connect(listening.address())) {
            first.greet();
            try (var entries = LogEntries.open()) {
                var second = loopback.network.connect(
                        listening.address(), SessionSettings.serving(), TlsContext.none(), new SessionListener() {});
                assertThat(entries.next(" refused: "))
                        .startsWith("WARN session with /127.0.0.1:")
                        .endsWith("refused: your address has 1 sessions, the most that are allowed");
                assertThat(entries.next(" ended: "))
                        .startsWith("WARN session with ")
                        .endsWith(":" + listening.address().getPort() + " ended: the peer is not available:"
                                + " 421 your address has 1 sessions, the most that are allowed");
                assertThat(second.join().isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEQ 0 0",
                "SEQ 0 0 2147483648",
                "SEQ 0 4294967296 4096",
                "SEQ 0 0 4096 0",
                "SEQ 0 100000 4096",
                "SEQ 7 0 4096"
            })
    @Requirement("BEEP-60")
    void aSequenceFrameThatIsInvalidIsAnsweredByTheLogAlone(String header) throws Exception {
        isLoggedAndNotAnswered(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSG 0 1 , 14 0", "MSG 5 1 . 0 0", "RPY 0 77 . 14 0", "HELLO"})
    @Requirement({"BEEP-10", "BEEP-11", "BEEP-12", "BEEP-15"})
    void aPoorlyFormedFrameIsAnsweredByTheLogAlone(String header) throws Exception {
        isLoggedAndNotAnswered(header);
    }

    private static void isLoggedAndNotAnswered(String header) throws Exception {
        try (var entries = LogEntries.open();
                var listening = loopback.listen(SessionSettings.serving());
                var peer = new Socket(
                        listening.address().getAddress(), listening.address().getPort())) {
            peer.setSoTimeout(20_000);
            assertThat(heard(peer)).startsWith("RPY 0 0 . 0 ");
            peer.getOutputStream().write((GREETING + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(heard(peer)).isEmpty();
            var mine = "/127.0.0.1:" + peer.getLocalPort();
            assertThat(entries.next(mine)).startsWith("WARN session with " + mine + " ended: ");
            assertThat(entries.isEmpty()).isTrue();
        }
    }

    /** What comes until a frame is whole or the connection is closed, which may be by a reset. */
    private static String heard(Socket peer) throws IOException {
        var heard = new StringBuilder();
        try {
            while (!heard.toString().endsWith("END\r\n")) {
                var octet = peer.getInputStream().read();
                if (octet < 0) {
                    break;
                }
                heard.append((char) octet);
            }
        } catch (SocketException e) {
            // The session ended with octets of ours on their way.
        }
        return heard.toString();
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The opening handshake of a WebSocket, and the requests that are none. */
class WebSocketHandshakeTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static BeepNetwork network;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static BeepListener listen(Duration patience, SessionListener told) {
        var limits = SessionLimits.defaults().withTimes(patience, LONG);
        return network.listen(
                new PassiveOpen.WebSocket(ANY, "/beep", "https://example.com"::equals, Optional.empty()),
                new ListenerBounds(10, 10),
                TlsContext.none(),
                address -> new Accepted(SessionSettings.serving().withLimits(limits), told));
    }

    private static BeepListener listen() {
        return listen(LONG, new SessionListener() {});
    }

    /** The answer to a request, header and body; the connection is closed after it. */
    private static String answer(String request) throws IOException {
        try (var listener = listen();
                var peer = new RawWebSocket(listener.address())) {
            peer.says(request);
            return peer.rest();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /beep HTTP              | /x HTTP              | 404 | there is nothing at this path
        GET /                   | POST /               | 405 | the method has to be GET
        Upgrade: websocket      | X: y                 | 426 | BEEP is spoken here
        keep-alive, Upgrade     | keep-alive           | 426 | BEEP is spoken here
        Upgrade: websocket      | Upgrade: h2c         | 426 | BEEP is spoken here
        Version: 13             | Version: 8           | 426 | has to be 13
        HTTP/1.1                | HTTP/1.0             | 400 | an opening handshake
        Host: localhost         | X: y                 | 400 | an opening handshake
        Sec-WebSocket-Key: dGhl | Sec-WebSocket-Key: * | 400 | an opening handshake
        """)
    void aRequestThatOpensNoWebSocketIsToldSo(String part, String other, String status, String sentence)
            throws IOException {
        var request = (RawWebSocket.HANDSHAKE + "\r\n").replace(part, other);
        assertThat(request).contains(other);
        assertThat(answer(request)).startsWith("HTTP/1.1 " + status + " ").contains(sentence);
    }

    @Test
    void theAnswerToAPlainRequestSaysWhatIsSpokenHere() throws IOException {
        assertThat(answer("GET /beep HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                .containsIgnoringCase("upgrade: websocket\r\n")
                .containsIgnoringCase("sec-websocket-version: 13\r\n")
                .containsIgnoringCase("connection: close\r\n")
                .endsWith("\r\n\r\nBEEP is spoken here, in a WebSocket (RFC 6455)\r\n");
    }

    @Test
    void aRequestWithABodyIsRefused() throws IOException {
        assertThat(answer(RawWebSocket.HANDSHAKE + "Content-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer(RawWebSocket.HANDSHAKE + "Transfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(answer("RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n")).startsWith("HTTP/1.1 4");
        assertThat(answer("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anOriginThatIsNotWantedIsRefused() throws IOException {
        assertThat(answer(RawWebSocket.HANDSHAKE + "Origin: https://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
        try (var listener = listen();
                var peer = new RawWebSocket(listener.address())) {
            peer.says(RawWebSocket.HANDSHAKE + "Origin: https://example.com\r\n\r\n");
            assertThat(peer.header()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void theSubprotocolIsBeepOrNotNamed() throws IOException {
        assertThat(answer(RawWebSocket.HANDSHAKE + "Sec-WebSocket-Protocol: xmpp, chat\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        try (var listener = listen();
                var peer = new RawWebSocket(listener.address());
                var other = RawWebSocket.open(listener.address())) {
            peer.says(RawWebSocket.HANDSHAKE + "Sec-WebSocket-Protocol: xmpp, beep\r\n\r\n");
            assertThat(peer.header()).containsIgnoringCase("\r\nsec-websocket-protocol: beep\r\n");
            assertThat(other.hearsUntil("END\r\n")).startsWith("RPY 0 0 ");
        }
    }

    // ---- bounds ----------------------------------------------------------------------------------------------------

    @Test
    void aRequestLineOneOctetPastTheBoundIsRefused() throws IOException {
        var frame = "GET /?".length() + " HTTP/1.1".length();
        assertThat(answer("GET /?" + "x".repeat(WebSocketHandshake.MAX_LINE - frame) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(answer("GET /?" + "x".repeat(WebSocketHandshake.MAX_LINE - frame + 1) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
    }

    @Test
    void aHeaderOneOctetPastTheBoundIsRefused() throws IOException {
        var field = "X: ".length();
        assertThat(answer("GET / HTTP/1.1\r\nX: " + "x".repeat(WebSocketHandshake.MAX_HEADER - field) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(answer("GET / HTTP/1.1\r\nX: " + "x".repeat(WebSocketHandshake.MAX_HEADER - field + 1) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aPeerThatTakesTooLongIsNotWaitedFor() throws IOException {
        var ended = new CompletableFuture<SessionEnd>();
        var told = new SessionListener() {
            @Override
            public void ended(Session session, SessionEnd end) {
                ended.complete(end);
            }
        };
        try (var listener = listen(SHORT, told);
                var peer = new RawWebSocket(listener.address())) {
            peer.says("GET /beep HTTP/1.1\r\nHost: loc");
            assertThat(peer.rest()).startsWith("HTTP/1.1 408 ").contains("was not opened within PT0.02S");
            var end = ended.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(end.kind()).isEqualTo(SessionEnd.Kind.LOST);
            assertThat(end.reason()).contains("no WebSocket was opened: 408 ");
        }
    }

    // ---- the initiator ---------------------------------------------------------------------------------------------

    /** Connects to a peer that gives this answer to anything. */
    private static void connectTo(String answer, Duration patience) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/beep");
            var limits = SessionLimits.defaults().withTimes(patience, LONG);
            var connected = network.connect(
                    new ActiveOpen.WebSocket(uri, Optional.empty()),
                    SessionSettings.serving().withLimits(limits),
                    TlsContext.none(),
                    new SessionListener() {});
            try (var accepted = server.accept()) {
                accepted.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                connected.orTimeout(20, TimeUnit.SECONDS).join();
            }
        }
    }

    @Test
    void anAnswerThatOpensNoWebSocketFailsTheConnect() {
        assertThatThrownBy(() -> connectTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", LONG))
                .hasMessageContaining("the peer opens no WebSocket here: 200 OK");
        assertThatThrownBy(() -> connectTo(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                        LONG))
                .hasMessageContaining("the peer opens no WebSocket: Invalid challenge");
        assertThatThrownBy(() -> connectTo("RPY 0 0 . 0 14\r\n\r\n", LONG)).hasMessageContaining("can't be read");
    }

    @Test
    void aPeerThatNeverAnswersIsNotWaitedFor() {
        assertThatThrownBy(() -> connectTo("HTTP/1.1 ", SHORT))
                .hasMessageContaining("the WebSocket was not opened within PT0.02S");
    }

    @Test
    void whatIsNoWebSocketUriIsRefused() {
        for (var uri : new String[] {"http://example.com/", "ws:/beep", "ws://u@example.com/", "ws://example.com/#a"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ActiveOpen.WebSocket(URI.create(uri), Optional.empty()))
                    .withMessageContaining("is no WebSocket URI");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActiveOpen.WebSocket(URI.create("wss://example.com/"), Optional.empty()))
                .withMessageContaining("whom to trust");
        assertThat(new ActiveOpen.WebSocket(URI.create("ws://[::1]/"), Optional.empty()).address())
                .isEqualTo(InetSocketAddress.createUnresolved("::1", 80));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PassiveOpen.WebSocket(ANY, "beep?", origin -> true, Optional.empty()))
                .withMessageContaining("path 'beep?'");
    }
}

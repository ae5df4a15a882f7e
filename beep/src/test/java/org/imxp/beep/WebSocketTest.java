package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.sasl.SaslMechanism;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sessions over WebSockets, and the frames of RFC 6455 by hand. */
class WebSocketTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String GREETING = "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n";
    private static final String START = "\r\n<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>";

    @TempDir
    private static Path folder;

    private static BeepNetwork network;
    private static TestCertificate certificate;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(2);
        certificate = TestCertificate.make(folder, "localhost");
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static BeepListener listen(SessionSettings settings, Optional<TlsContext> tls) {
        return network.listen(
                new PassiveOpen.WebSocket(ANY, "/beep", origin -> false, tls),
                new ListenerBounds(10, 2),
                certificate.listener(),
                address -> new Accepted(settings, new SessionListener() {}));
    }

    private static BeepListener listen() {
        return listen(SessionSettings.serving(TestProfiles.echo()), Optional.empty());
    }

    private static URI uri(String scheme, BeepListener listener) {
        return URI.create(scheme + "://localhost:" + listener.address().getPort() + "/beep");
    }

    /** An initiator that says when it was greeted and how it ended. */
    private static final class Initiator implements SessionListener {
        private final CompletableFuture<Session> greeted = new CompletableFuture<>();
        private final CompletableFuture<SessionEnd> ended = new CompletableFuture<>();

        @Override
        public void greeted(Session session, Greeting greeting) {
            greeted.complete(session);
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            greeted.completeExceptionally(new SessionEndedException(end.reason()));
            ended.complete(end);
        }
    }

    private static Initiator connect(URI uri, SessionSettings settings) {
        var initiator = new Initiator();
        var trust = TlsContext.initiator(List.of(certificate.certificate()));
        network.connect(new ActiveOpen.WebSocket(uri, Optional.of(trust)), settings, trust, initiator)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return initiator;
    }

    private static <T> T on(Session session, Function<Session, CompletableFuture<T>> command) {
        var done = new CompletableFuture<T>();
        session.execute(() -> {
            var _ = command.apply(session).whenComplete((value, failure) -> {
                if (failure == null) {
                    done.complete(value);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void echoes(Session session, int octets) {
        var channel = on(session, each -> each.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), e -> {}));
        var text = "x".repeat(octets);
        var reply = on(session, each -> channel.channel().send(TestPayloads.text(text)));
        assertThat(TestPayloads.text(reply.payload())).isEqualTo(text);
    }

    // ---- sessions --------------------------------------------------------------------------------------------------

    @Test
    void beepsOwnTlsWorksInsideAWebSocket() {
        var settings = SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.REQUIRED)
                .withAuthentication(new TestAccounts());
        try (var listener = listen(settings, Optional.empty())) {
            var initiator = connect(uri("ws", listener), SessionSettings.serving());
            var session = initiator.greeted.join();
            assertThat(session.tlsPeer()).isEmpty();
            on(session, each -> each.startTls("localhost"));
            assertThat(session.tlsPeer().orElseThrow().protocol()).isEqualTo("TLSv1.3");
            on(
                    session,
                    each -> each.authenticate(
                            TestAccounts.client(SaslMechanism.DIGEST_MD5, TestAccounts.PASSWORD, true), "localhost"));
            echoes(session, 300_000);
            on(session, Session::release);
            assertThat(initiator.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    void aSessionInsideASecureWebSocketIsPrivateFromTheStart() {
        var settings = SessionSettings.serving(TestProfiles.echo()).withTls(TlsPolicy.REQUIRED);
        try (var listener = listen(settings, Optional.of(certificate.listener()))) {
            var initiator =
                    connect(uri("wss", listener), SessionSettings.serving().withTls(TlsPolicy.REQUIRED));
            var session = initiator.greeted.join();
            assertThat(session.tlsPeer().orElseThrow().certificates()).containsExactly(certificate.certificate());
            assertThat(session.greeting().orElseThrow().profiles()).containsExactly(TestProfiles.ECHO);
            echoes(session, 300_000);
            on(session, Session::release);
            assertThat(initiator.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    void aCertificateForAnotherNameEndsASecureWebSocket() {
        try (var listener = listen(SessionSettings.serving(), Optional.of(certificate.listener()))) {
            var uri = URI.create("wss://127.0.0.1:" + listener.address().getPort() + "/beep");
            assertThatThrownBy(() -> connect(uri, SessionSettings.serving())).hasMessageContaining("TLS handshake");
        }
    }

    @Test
    void largeWritesLeaveInMessagesThatThePeerTakes() {
        var limits = SessionLimits.defaults().withFrame(1 << 20).withWindow(1 << 20);
        var settings = SessionSettings.serving(TestProfiles.echo()).withLimits(limits.withMessage(1 << 21));
        try (var listener = listen(settings, Optional.empty())) {
            var session = connect(uri("ws", listener), settings).greeted.join();
            echoes(session, 1_500_000);
        }
    }

    @Test
    void oneSessionTooManyIsGreetedWith421() {
        try (var listener = listen()) {
            connect(uri("ws", listener), SessionSettings.serving()).greeted.join();
            connect(uri("ws", listener), SessionSettings.serving()).greeted.join();
            var third = connect(uri("ws", listener), SessionSettings.serving());
            assertThat(third.ended.join().reason()).contains("421 your address has 2 sessions");
        }
    }

    @Test
    void aPathThatIsNotServedFailsTheConnect() {
        try (var listener = listen()) {
            var uri = uri("ws", listener).resolve("/other");
            assertThatThrownBy(() -> connect(uri, SessionSettings.serving()))
                    .hasMessageContaining("the peer opens no WebSocket here: 404");
        }
    }

    @Test
    void aPortWhereNobodyListensIsNamed() {
        URI free;
        try (var listener = listen()) {
            free = uri("ws", listener);
        }
        assertThatThrownBy(() -> connect(free, SessionSettings.serving()))
                .hasMessageContaining("no connection to localhost:" + free.getPort());
    }

    // ---- frames ----------------------------------------------------------------------------------------------------

    @Test
    void textFragmentsAndPingsMakeOneConversation() throws IOException {
        try (var listener = listen();
                var peer = RawWebSocket.open(listener.address())) {
            var start = "MSG 0 1 . 14 " + START.length() + "\r\n" + START + "END\r\n";
            assertThat(peer.hearsUntil("END\r\n")).startsWith("RPY 0 0 . 0 ");
            // Text, as existing peers send it; one BEEP frame in three fragments, with a ping in between.
            peer.frame(RawWebSocket.TEXT, true, GREETING.substring(0, 7));
            peer.frame(RawWebSocket.TEXT, true, GREETING.substring(7));
            peer.frame(RawWebSocket.TEXT, false, start.substring(0, 20));
            peer.frame(RawWebSocket.PING, true, "are you there");
            assertThat(peer.hears()).satisfies(pong -> {
                assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
                assertThat(pong.text()).isEqualTo("are you there");
            });
            peer.frame(RawWebSocket.CONTINUATION, false, start.substring(20, 30));
            peer.frame(RawWebSocket.PONG, true, "nobody asked");
            peer.frame(RawWebSocket.CONTINUATION, false, "");
            peer.frame(RawWebSocket.CONTINUATION, true, start.substring(30));
            assertThat(peer.hearsUntil("END\r\n")).startsWith("RPY 0 1 . ");
            // Octets that are no UTF-8, two frames in one message.
            peer.frame(RawWebSocket.TEXT, true, "MSG 1 0 . 0 1\r\n\u00FFEND\r\nMSG 1 1 . 1 1\r\n\u00FEEND\r\n");
            var said = peer.hearsUntil("END\r\n");
            said += said.contains("RPY 1 1") ? "" : peer.hearsUntil("END\r\n");
            assertThat(said).startsWith("RPY 1 0 . 0 1\r\n").contains("RPY 1 1 . 1 1\r\n");
            peer.frame(RawWebSocket.CLOSE, true, "\u0003\u00e8bye");
            assertThat(peer.hears()).satisfies(close -> {
                assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
                assertThat(close.status()).isEqualTo(1000);
            });
            assertThat(peer.rest()).isEmpty();
        }
    }

    @Test
    void aFrameOneOctetPastTheBoundIsRefusedBeforeItComes() throws IOException {
        try (var listener = listen();
                var peer = RawWebSocket.open(listener.address())) {
            peer.hearsUntil("END\r\n");
            peer.head(RawWebSocket.BINARY, WebSocketOctets.MAX_FRAME + 1L);
            var close = peer.hears();
            assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.status()).isEqualTo(1009);
        }
    }

    @Test
    void aFrameAtTheBoundIsWaitedFor() throws IOException {
        try (var listener = listen();
                var peer = RawWebSocket.open(listener.address())) {
            peer.hearsUntil("END\r\n");
            peer.head(RawWebSocket.BINARY, WebSocketOctets.MAX_FRAME);
            // Masked x: no frame of BEEP, which is the session's to say.
            peer.says("x".repeat(WebSocketOctets.MAX_FRAME));
            var close = peer.hears();
            assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.status()).isEqualTo(1002);
        }
    }

    @Test
    void anUnmaskedFrameOfAnInitiatorIsRefused() throws IOException {
        try (var listener = listen();
                var peer = RawWebSocket.open(listener.address())) {
            peer.hearsUntil("END\r\n");
            peer.unmasked(RawWebSocket.BINARY, GREETING);
            var close = peer.hears();
            assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.status()).isEqualTo(1002);
        }
    }

    @Test
    void aPoorlyFormedFrameFailsTheWebSocket() throws IOException {
        try (var listener = listen();
                var peer = RawWebSocket.open(listener.address())) {
            peer.hearsUntil("END\r\n");
            peer.frame(RawWebSocket.BINARY, true, "GET / HTTP/1.1\r\n");
            var close = peer.hears();
            assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.status()).isEqualTo(1002);
            assertThat(peer.rest()).isEmpty();
        }
    }
}

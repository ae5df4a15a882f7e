package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over real sockets and real TLS. */
class BeepNetworkTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ListenerBounds BOUNDS = new ListenerBounds(10, 10);

    @TempDir
    private static Path folder;

    private static BeepNetwork network;
    private static TestCertificate certificate;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(2);
        certificate = TestCertificate.make(folder, "example.com");
    }

    @AfterAll
    static void close() {
        network.close();
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

    private static BeepListener listen(SessionSettings settings, ListenerBounds bounds) {
        return network.listen(
                ANY, bounds, certificate.listener(), address -> new Accepted(settings, new SessionListener() {}));
    }

    private static Initiator connect(BeepListener listener, TlsContext tls) {
        var initiator = new Initiator();
        var _ = network.connect(listener.address(), SessionSettings.serving(), tls, initiator);
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

    private static SessionSettings serving() {
        return SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.REQUIRED)
                .withAuthentication(new TestAccounts());
    }

    @Test
    @Requirement({"BEEP-44", "BEEP-47", "BEEP-49", "BEEP-52", "BEEP-57", "SEED-44"})
    void twoPeersTalkThroughTlsAfterAuthentication() {
        try (var listener = listen(serving(), BOUNDS)) {
            var initiator = connect(listener, TlsContext.initiator(List.of(certificate.certificate())));
            var session = initiator.greeted.join();
            on(session, each -> each.startTls("example.com"));
            assertThat(session.tlsPeer().orElseThrow().protocol()).isIn("TLSv1.3", "TLSv1.2");
            on(
                    session,
                    each -> each.authenticate(
                            TestAccounts.client(SaslMechanism.DIGEST_MD5, TestAccounts.PASSWORD, true), "example.com"));
            var channel = on(session, each -> each.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), e -> {}));
            var text = "x".repeat(300_000);
            var reply = on(session, each -> channel.channel().send(TestPayloads.text(text)));
            assertThat(TestPayloads.text(reply.payload())).isEqualTo(text);
            on(session, Session::release);
            assertThat(initiator.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    @Requirement("BEEP-47")
    void aCertificateForAnotherNameEndsTheSession() {
        try (var listener = listen(serving(), BOUNDS)) {
            var initiator = connect(listener, TlsContext.initiator(List.of(certificate.certificate())));
            var session = initiator.greeted.join();
            assertThatThrownBy(() -> on(session, each -> each.startTls("rubble.com")))
                    .hasMessageContaining("rubble.com");
            assertThat(initiator.ended.join().kind()).isEqualTo(SessionEnd.Kind.LOST);
        }
    }

    @Test
    @Requirement("BEEP-47")
    void aCertificateThatNobodyVouchesForEndsTheSession() {
        try (var listener = listen(serving(), BOUNDS)) {
            var initiator = connect(listener, TlsContext.initiator());
            var session = initiator.greeted.join();
            assertThatThrownBy(() -> on(session, each -> each.startTls("example.com")))
                    .hasMessageContaining("TLS handshake failed");
        }
    }

    @Test
    @Requirement("BEEP-48")
    void oldTlsIsRefused() throws IOException {
        try (var listener = listen(serving(), BOUNDS);
                var socket = new Socket(
                        listener.address().getAddress(), listener.address().getPort())) {
            socket.setSoTimeout(20_000);
            var ready = "<start number='1'><profile uri='http://iana.org/beep/TLS'>"
                    + "<![CDATA[<ready />]]></profile></start>";
            var out = socket.getOutputStream();
            out.write("RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(("MSG 0 1 . 14 " + (ready.length() + 2) + "\r\n\r\n" + ready + "END\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var said = new StringBuilder();
            while (!said.toString().endsWith("]]></profile>\r\nEND\r\n")) {
                said.append((char) socket.getInputStream().read());
            }
            assertThat(said.toString()).contains("<proceed />");
            // The hello of a client that knows TLS 1.0 and no more.
            out.write(java.util.HexFormat.of()
                    .parseHex("160301002f" + "0100002b" + "0301" + "00".repeat(32) + "00" + "0004" + "0035002f"
                            + "0100"));
            // An alert of 7 octets: fatal (2), protocol version (70).
            var alert = socket.getInputStream().readNBytes(7);
            assertThat(alert[0]).isEqualTo((byte) 21);
            assertThat(alert[6]).isEqualTo((byte) 70);
        }
    }

    @Test
    @Requirement({"BEEP-25", "BEEP-64"})
    void oneSessionTooManyOfAnAddressIsToldSo() {
        try (var listener = listen(SessionSettings.serving(), new ListenerBounds(10, 2))) {
            var first = connect(listener, TlsContext.none()).greeted.join();
            connect(listener, TlsContext.none()).greeted.join();
            var third = connect(listener, TlsContext.none());
            assertThat(third.ended.join().reason())
                    .isEqualTo("the peer is not available: 421 your address has 2 sessions, the most that are allowed");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    @Requirement({"BEEP-25", "BEEP-64"})
    void oneSessionTooManyInAllIsToldSo() {
        try (var listener = listen(SessionSettings.serving(), new ListenerBounds(1, 10))) {
            connect(listener, TlsContext.none()).greeted.join();
            var second = connect(listener, TlsContext.none());
            assertThat(second.ended.join().reason()).contains("421 there are 1 sessions");
        }
    }

    @Test
    void aPlaceBecomesFreeWhenASessionEnds() {
        try (var listener = listen(SessionSettings.serving(), new ListenerBounds(1, 1))) {
            for (int i = 0; i < 20; i++) {
                var initiator = connect(listener, TlsContext.none());
                var session = initiator.greeted.join();
                on(session, Session::release);
                initiator.ended.join();
                awaitNone(listener);
            }
        }
    }

    private static void awaitNone(BeepListener listener) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (listener.load() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(listener.load()).isZero();
    }

    @Test
    void aBusyAddressIsNamed() {
        try (var listener = listen(SessionSettings.serving(), BOUNDS)) {
            assertThatThrownBy(() -> network.listen(
                            listener.address(),
                            BOUNDS,
                            TlsContext.none(),
                            address -> new Accepted(SessionSettings.serving(), new SessionListener() {})))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining(":" + listener.address().getPort());
        }
    }

    @Test
    void aConnectionThatIsRefusedIsNamed() {
        InetSocketAddress free;
        try (var listener = listen(SessionSettings.serving(), BOUNDS)) {
            free = listener.address();
        }
        assertThatThrownBy(() -> network.connect(
                                free, SessionSettings.serving(), TlsContext.none(), new SessionListener() {})
                        .join())
                .cause()
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("no connection to");
    }
}

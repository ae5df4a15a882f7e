package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslChallenge;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslClientStep;
import org.imxp.beep.sasl.SaslFailure;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResponse;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.beep.sasl.SaslVerified;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Channel binding over real TLS: with nobody in between, and with somebody. */
@Timeout(60)
class SaslTlsTest {
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

    /** Says who was let in. */
    private static final class Watching implements SessionListener {
        private final CompletableFuture<Session> greeted = new CompletableFuture<>();
        private final CompletableFuture<Session> secured = new CompletableFuture<>();
        private final CompletableFuture<String> identity = new CompletableFuture<>();

        @Override
        public void greeted(Session session, Greeting greeting) {
            greeted.complete(session);
            if (session.tlsPeer().isPresent()) {
                secured.complete(session);
            }
        }

        @Override
        public void authenticated(Session session, String who) {
            identity.complete(who);
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            greeted.completeExceptionally(new SessionEndedException(end.reason()));
            secured.completeExceptionally(new SessionEndedException(end.reason()));
            identity.completeExceptionally(new SessionEndedException(end.reason()));
        }
    }

    private static BeepListener listen(Authentication authentication, Watching watching) {
        var settings = SessionSettings.serving().withTls(TlsPolicy.REQUIRED).withAuthentication(authentication);
        return network.listen(ANY, BOUNDS, certificate.listener(), address -> new Accepted(settings, watching));
    }

    private static Session connect(BeepListener listener) {
        var watching = new Watching();
        var trust = TlsContext.initiator(List.of(certificate.certificate()));
        var _ = network.connect(listener.address(), SessionSettings.serving(), trust, watching);
        var session = watching.greeted.join();
        on(session, each -> each.startTls("example.com"));
        return session;
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

    @Test
    @Requirement("BEEP-72")
    void bothSidesBindTheSameSession() {
        var watching = new Watching();
        try (var listener = listen(new TestAccounts(SaslMechanism.SCRAM_SHA_256_PLUS), watching)) {
            var session = connect(listener);
            var mine = session.tlsPeer().orElseThrow();
            assertThat(mine.protocol()).isEqualTo("TLSv1.3");
            assertThat(mine.exporter()).isPresent();
            assertThat(watching.secured.join().tlsPeer().orElseThrow().exporter())
                    .isEqualTo(mine.exporter());
            on(session, each -> each.authenticate(TestAccounts.login(TestAccounts.PASSWORD)));
            assertThat(watching.identity.join()).isEqualTo(TestAccounts.FRED);
        }
    }

    @Test
    @Requirement("BEEP-55")
    void aCertificateThatTlsHasVerifiedIsAnIdentity() {
        var wilma = TestCertificate.make(folder, "wilma.example.com");
        var watching = new Watching();
        var settings = SessionSettings.serving()
                .withTls(TlsPolicy.REQUIRED)
                .withAuthentication(new TestAccounts(SaslMechanism.EXTERNAL));
        var asking = certificate.listener().withClients(ClientCertificates.REQUIRED, List.of(wilma.certificate()));
        var showing = TlsContext.initiator(List.of(certificate.certificate())).withKey(wilma.tlsKey());
        try (var listener = network.listen(ANY, BOUNDS, asking, address -> new Accepted(settings, watching))) {
            var initiating = new Watching();
            var _ = network.connect(listener.address(), SessionSettings.serving(), showing, initiating);
            var session = initiating.greeted.join();
            on(session, each -> each.startTls("example.com"));
            assertThat(watching.secured.join().tlsPeer().orElseThrow().certificates())
                    .containsExactly(wilma.certificate());
            assertThatThrownBy(() -> on(
                            session, each -> each.authenticate(SaslClient.external("fred.example.com"), "example.com")))
                    .hasMessageContaining("535");
            on(session, each -> each.authenticate(SaslClient.external(""), "example.com"));
            assertThat(watching.identity.join()).isEqualTo("wilma.example.com");
        }
    }

    @Test
    void eachSessionHasABindingOfItsOwn() {
        try (var listener = listen(new TestAccounts(), new Watching())) {
            var first = connect(listener).tlsPeer().orElseThrow().exporter();
            var second = connect(listener).tlsPeer().orElseThrow().exporter();
            assertThat(first).isPresent().isNotEqualTo(second);
        }
    }

    /** TLS 1.2 may be renegotiated, and then the type is not defined (RFC 9266 section 4.2). */
    @Test
    @Requirement("BEEP-72")
    void nothingIsBoundInTls12() throws IOException, GeneralSecurityException {
        var watching = new Watching();
        try (var listener = listen(new TestAccounts(), watching);
                var socket = new Socket(
                        listener.address().getAddress(), listener.address().getPort())) {
            socket.setSoTimeout(20_000);
            var ready = "\r\n<start number='1'><profile uri='http://iana.org/beep/TLS'>"
                    + "<![CDATA[<ready />]]></profile></start>";
            send(socket, "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n");
            send(socket, "MSG 0 1 . 14 " + ready.length() + "\r\n" + ready + "END\r\n");
            assertThat(hear(socket, "]]></profile>\r\nEND\r\n")).contains("<proceed />");
            var tls = (SSLSocket) trusting().createSocket(socket, "example.com", 0, true);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.startHandshake();
            send(tls, "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n");
            assertThat(hear(tls, "</greeting>\r\nEND\r\n"))
                    .contains("/SCRAM-SHA-256'")
                    .doesNotContain("-PLUS");
            var peer = watching.secured.join().tlsPeer().orElseThrow();
            assertThat(peer.protocol()).isEqualTo("TLSv1.2");
            assertThat(peer.exporter()).isEmpty();
        }
    }

    private static SSLSocketFactory trusting() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("peer", certificate.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hear(Socket socket, String end) throws IOException {
        var said = new StringBuilder();
        while (!said.toString().endsWith(end)) {
            var octet = socket.getInputStream().read();
            assertThat(octet).as(said.toString()).isNotNegative();
            said.append((char) octet);
        }
        return said.toString();
    }

    /** The one in between has a certificate that the initiator trusts, and hands each blob on. */
    @Test
    @Requirement({"BEEP-50", "BEEP-72"})
    void whoeverSitsInBetweenIsRefused() {
        var watching = new Watching();
        try (var listener = listen(new TestAccounts(), watching)) {
            var between = new Between(connect(listener), "SCRAM-SHA-256-PLUS");
            try (var trap = listen(between, new Watching())) {
                var session = connect(trap);
                assertThat(refusal(session).code()).isEqualTo(535);
                assertThat(between.verdict.join()).isInstanceOf(SaslFailure.class);
                assertThat(watching.identity).isNotDone();
            }
        }
    }

    /** The same one does get through to whom no channel is bound: it is the binding that stops it. */
    @Test
    void withoutBindingNobodyWouldNotice() {
        var watching = new Watching();
        try (var listener = listen(new TestAccounts(SaslMechanism.SCRAM_SHA_256), watching)) {
            var between = new Between(connect(listener), "SCRAM-SHA-256");
            try (var trap = listen(between, new Watching())) {
                var session = connect(trap);
                on(session, each -> each.authenticate(TestAccounts.login(TestAccounts.PASSWORD)));
                assertThat(watching.identity.join()).isEqualTo(TestAccounts.FRED);
            }
        }
    }

    /** It takes the -PLUS names out of the greeting: the initiator says what it saw, and the listener knows better. */
    @Test
    @Requirement("BEEP-72")
    void whoeverCutsTheOfferIsNoticed() {
        var watching = new Watching();
        try (var listener = listen(new TestAccounts(), watching)) {
            var between = new Between(connect(listener), "SCRAM-SHA-256");
            try (var trap = listen(between, new Watching())) {
                var session = connect(trap);
                assertThat(refusal(session).code()).isEqualTo(535);
                assertThat(((SaslFailure) between.verdict.join()).text()).contains("somebody may be in between");
                assertThat(watching.identity).isNotDone();
            }
        }
    }

    private static PeerRefusedException refusal(Session session) {
        var thrown = new CompletableFuture<Throwable>();
        assertThatThrownBy(() -> on(session, each -> each.authenticate(TestAccounts.login(TestAccounts.PASSWORD))))
                .satisfies(thrown::complete);
        return (PeerRefusedException)
                Optional.ofNullable(thrown.join().getCause()).orElseThrow();
    }

    /** A listener to one side and an initiator to the other, that hands on what it gets. */
    private static final class Between implements Authentication {
        private final Session beyond;
        private final String mechanism;
        private final CompletableFuture<SaslStep> verdict = new CompletableFuture<>();
        private CompletableFuture<SaslClientStep> fromInitiator = new CompletableFuture<>();
        private CompletableFuture<SaslStep> fromListener = new CompletableFuture<>();
        private boolean begun;

        Between(Session beyond, String mechanism) {
            this.beyond = beyond;
            this.mechanism = mechanism;
        }

        @Override
        public List<String> mechanisms(Session session) {
            return session.tlsPeer().isPresent() ? List.of(mechanism) : List.of();
        }

        @Override
        public SaslServer begin(String named, Session session) {
            return new SaslServer() {
                @Override
                public String mechanism() {
                    return named;
                }

                @Override
                public CompletionStage<SaslStep> respond(byte[] message) {
                    var answer = new CompletableFuture<SaslStep>();
                    beyond.execute(() -> {
                        fromListener = answer;
                        pass(Octets.of(message));
                    });
                    return answer;
                }
            };
        }

        private void pass(Octets message) {
            if (fromInitiator.isDone()) {
                throw new IllegalStateException("nobody waits for a response");
            }
            if (!begun) {
                begun = true;
                attempt(message);
            } else {
                fromInitiator.complete(new SaslResponse(message));
            }
        }

        private void attempt(Octets first) {
            var client = new SaslClient() {
                @Override
                public String mechanism() {
                    return mechanism;
                }

                @Override
                public Optional<Octets> initialResponse() {
                    return Optional.of(first);
                }

                @Override
                public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
                    if (complete) {
                        over(new SaslSuccess("fooled", Octets.of(challenge)));
                        return CompletableFuture.completedStage(new SaslVerified());
                    }
                    fromInitiator = new CompletableFuture<>();
                    fromListener.complete(new SaslChallenge(Octets.of(challenge)));
                    return fromInitiator;
                }
            };
            var _ = beyond.authenticate(client, "example.com").whenComplete((done, failure) -> {
                if (failure != null) {
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    var refused = (PeerRefusedException) cause;
                    over(new SaslFailure(refused.code(), refused.text()));
                }
            });
        }

        private void over(SaslStep step) {
            verdict.complete(step);
            fromListener.complete(step);
        }
    }
}

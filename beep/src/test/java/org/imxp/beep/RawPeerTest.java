package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.interop.DigestByHand;
import org.imxp.beep.interop.JdkTls;
import org.imxp.beep.interop.RawPeer;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our sessions over sockets and TLS with a peer that was written from the RFCs alone, in both roles. */
class RawPeerTest {
    private static final String ECHO = TestProfiles.ECHO;
    private static final String LONG = "0123456789abcdef".repeat(20_000);

    @TempDir
    private static Path folder;

    private static Loopback loopback;
    private static ExecutorService threads;

    @BeforeAll
    static void open() {
        loopback = new Loopback(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void close() {
        loopback.close();
        threads.shutdownNow();
    }

    private static SessionSettings serving() {
        return SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.OPTIONAL)
                .withAuthentication(new TestAccounts());
    }

    /** What a peer does in its own thread. */
    private interface Work {
        void with(RawPeer peer) throws IOException;
    }

    private static CompletableFuture<Void> inItsThread(RawPeer peer, Work work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.with(peer);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    @Test
    @Requirement({"BEEP-1", "BEEP-9", "BEEP-58", "BEEP-59", "BEEP-60"})
    void theRawPeerInitiates() throws Exception {
        try (var listening = loopback.listen(serving());
                var peer = RawPeer.connect(listening.address())) {
            assertThat(peer.greet()).contains("<profile uri='" + ECHO + "' />");
            var channel = peer.start("example.com", ECHO);
            var other = peer.start("", ECHO);
            var first = peer.send(channel, LONG);
            var second = peer.send(other, "short");
            var third = peer.send(channel, "last");
            assertThat(peer.answer(other, second)).isEqualTo("short");
            assertThat(peer.answer(channel, first)).isEqualTo(LONG);
            assertThat(peer.answer(channel, third)).isEqualTo("last");
            peer.close(channel);
            assertThat(peer.answer(other, peer.send(other, "still here"))).isEqualTo("still here");
            peer.release();
            assertThat(listening.next().end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    @Requirement({"BEEP-1", "BEEP-26"})
    void bothPeersStartChannelsAndSendMessages() throws Exception {
        try (var listening = loopback.listen(serving());
                var peer = RawPeer.connect(listening.address())) {
            peer.greet();
            var ours = listening.next();
            var spoken = new CompletableFuture<Boolean>();
            var done = inItsThread(peer, raw -> {
                var channel = raw.start("", ECHO);
                for (int i = 0; i < 50; i++) {
                    assertThat(raw.answer(channel, raw.send(channel, "from the peer " + i)))
                            .isEqualTo("from the peer " + i);
                }
                spoken.complete(true);
                raw.serve();
            });
            var started = ours.on(session -> session.start("", List.of(ProfileOffer.of(ECHO)), exchange -> {}));
            assertThat(started.channel().number()).isEven();
            for (int i = 0; i < 50; i++) {
                var text = "from us " + i;
                assertThat(TestPayloads.text(
                                ours.on(session -> started.channel().send(TestPayloads.text(text)))
                                        .payload()))
                        .isEqualTo(text);
            }
            ours.on(session -> started.channel().close(ReplyCode.SUCCESS, ""));
            assertThat(spoken.get(30, TimeUnit.SECONDS)).isTrue();
            ours.on(Session::release);
            done.get();
        }
    }

    @Test
    @Requirement({"BEEP-44", "BEEP-45", "BEEP-47", "BEEP-49", "BEEP-52"})
    void theRawPeerStartsTlsAndAuthenticates() throws Exception {
        var tls = JdkTls.of(loopback.certificate.key(), loopback.certificate.certificate());
        try (var listening = loopback.listen(serving());
                var peer = RawPeer.connect(listening.address())) {
            assertThat(peer.greet()).contains("http://iana.org/beep/TLS").doesNotContain("SASL/PLAIN");
            assertThat(peer.startTls(tls, "example.com", true))
                    .contains("SASL/PLAIN")
                    .doesNotContain("http://iana.org/beep/TLS");
            peer.plain(TestAccounts.FRED, TestAccounts.PASSWORD);
            var channel = peer.start("", ECHO);
            assertThat(peer.answer(channel, peer.send(channel, LONG))).isEqualTo(LONG);
            var ours = listening.next();
            assertThat(ours.session().identity()).contains(TestAccounts.FRED);
            assertThat(ours.session().serverName()).contains("example.com");
            peer.release();
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    @Requirement("BEEP-49")
    void theRawPeerAuthenticatesWithDigestInTheClear() throws Exception {
        try (var listening = loopback.listen(serving());
                var peer = RawPeer.connect(listening.address())) {
            peer.greet();
            peer.digest(new DigestByHand(TestAccounts.FRED, TestAccounts.PASSWORD, "beep/example.com"), "example.com");
            peer.release();
            var ours = listening.next();
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
            assertThat(ours.session().identity()).contains(TestAccounts.FRED);
        }
    }

    @Test
    void theRawPeerListens() throws Exception {
        try (var socket = RawPeer.listening()) {
            var accepted = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            var peer = RawPeer.accept(socket);
                            peer.greet();
                            peer.serve();
                            return peer;
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            var ours = loopback.connect(socket.getLocalPort(), SessionSettings.serving());
            var channel = ours.on(session -> session.start("example.com", List.of(ProfileOffer.of(ECHO)), e -> {}))
                    .channel();
            var replies = new ArrayList<CompletableFuture<Reply>>();
            ours.on(session -> {
                for (int i = 0; i < 100; i++) {
                    replies.add(channel.send(TestPayloads.text(i % 10 == 0 ? LONG.substring(i) : "message " + i)));
                }
                return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));
            });
            for (int i = 0; i < 100; i++) {
                assertThat(TestPayloads.text(replies.get(i).join().payload()))
                        .isEqualTo(i % 10 == 0 ? LONG.substring(i) : "message " + i);
            }
            assertThatThrownBy(() -> ours.on(session -> session.start(
                            "", List.of(ProfileOffer.of("http://example.com/unheard-of")), exchange -> {})))
                    .cause()
                    .isInstanceOfSatisfying(
                            PeerRefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(554));
            ours.on(session -> channel.close(ReplyCode.SUCCESS, ""));
            ours.on(Session::release);
            assertThat(accepted.get().starts().getFirst()).contains("serverName='example.com'");
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    @Requirement({"BEEP-44", "BEEP-47", "BEEP-49"})
    void theRawPeerListensWithTlsAndPlain() throws Exception {
        var tls = JdkTls.of(loopback.certificate.key(), loopback.certificate.certificate());
        try (var socket = RawPeer.listening()) {
            var accepted = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            var peer = RawPeer.accept(socket);
                            peer.servesTls(tls);
                            peer.greet();
                            peer.serve();
                            return peer;
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            var ours = loopback.connect(
                    socket.getLocalPort(), SessionSettings.serving().withTls(TlsPolicy.REQUIRED));
            ours.on(session -> session.startTls("example.com"));
            ours.on(session -> session.authenticate(
                    TestAccounts.client(SaslMechanism.PLAIN, TestAccounts.PASSWORD, true), "example.com"));
            var channel = ours.on(session -> session.start("example.com", List.of(ProfileOffer.of(ECHO)), e -> {}))
                    .channel();
            assertThat(TestPayloads.text(ours.on(session -> channel.send(TestPayloads.text(LONG)))
                            .payload()))
                    .isEqualTo(LONG);
            ours.on(Session::release);
            var peer = accepted.get();
            assertThat(peer.login()).endsWith("\0" + TestAccounts.FRED + "\0" + TestAccounts.PASSWORD);
            assertThat(peer.starts().getFirst()).contains("serverName='example.com'");
            assertThat(peer.starts().stream().skip(1))
                    .as("the name counts for the session, TLS included")
                    .noneMatch(start -> start.contains("serverName"));
        }
    }
}

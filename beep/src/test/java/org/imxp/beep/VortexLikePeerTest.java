package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.imxp.beep.interop.DigestByHand;
import org.imxp.beep.interop.JdkTls;
import org.imxp.beep.interop.VortexLikePeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our sessions with a peer that behaves like LibVortex, in both roles, in the clear and inside TLS. */
class VortexLikePeerTest {
    private static final String ECHO = TestProfiles.ECHO;
    private static final String LONG = "0123456789abcdef".repeat(10_000);
    private static final int IN_FLIGHT = 200;

    @TempDir
    private static Path folder;

    private static Loopback loopback;
    private static ExecutorService threads;
    private static SSLContext tls;

    @BeforeAll
    static void open() {
        loopback = new Loopback(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        tls = JdkTls.of(loopback.certificate.key(), loopback.certificate.certificate());
    }

    @AfterAll
    static void close() {
        loopback.close();
        threads.shutdownNow();
    }

    private static String text(int number) {
        return number % 50 == 0 ? LONG.substring(number) : "message %d ".formatted(number) + "x".repeat(number % 90);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itInitiates(boolean inTls) throws Exception {
        var serving = SessionSettings.serving(TestProfiles.echo()).withTls(TlsPolicy.OPTIONAL);
        try (var listening = loopback.listen(serving);
                var peer = VortexLikePeer.connect(listening.address())) {
            peer.greet();
            if (inTls) {
                peer.startTls(tls, "example.com", true);
            }
            var channel = peer.start(inTls ? "" : "127.0.0.1", ECHO);
            var numbers = new ArrayList<Integer>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                numbers.add(peer.send(channel, text(i)));
            }
            assertThat(numbers.getFirst()).isZero();
            for (int i = 0; i < IN_FLIGHT; i++) {
                assertThat(peer.answer(channel, numbers.get(i))).isEqualTo(text(i));
            }
            var ours = listening.next();
            assertThat(ours.session().serverName()).contains(inTls ? "example.com" : "127.0.0.1");
            peer.close(channel);
            peer.release();
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beep/", "beep/example.com"})
    void itAuthenticatesWithDigestAndLeavesTheChannelOpen(String digestUri) throws Exception {
        var serving = SessionSettings.serving(TestProfiles.echo()).withAuthentication(new TestAccounts());
        try (var listening = loopback.listen(serving);
                var peer = VortexLikePeer.connect(listening.address())) {
            peer.greet();
            peer.digest(new DigestByHand(TestAccounts.FRED, TestAccounts.PASSWORD, digestUri), "example.com");
            var channel = peer.start("", ECHO);
            assertThat(peer.answer(channel, peer.send(channel, "hello"))).isEqualTo("hello");
            peer.release();
            var ours = listening.next();
            assertThat(ours.session().identity()).contains(TestAccounts.FRED);
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itListens(boolean inTls) throws Exception {
        try (var socket = VortexLikePeer.listening()) {
            var accepted = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            var peer = VortexLikePeer.accept(socket);
                            peer.servesTls(tls);
                            peer.greet();
                            peer.serve();
                            return peer;
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            var ours = loopback.connect(socket.getLocalPort(), SessionSettings.serving());
            if (inTls) {
                ours.on(session -> session.startTls("example.com"));
                assertThat(ours.session().greeting().orElseThrow().profiles()).contains("http://iana.org/beep/TLS");
            }
            var channel = ours.on(session -> session.start("example.com", List.of(ProfileOffer.of(ECHO)), e -> {}))
                    .channel();
            var replies = new ArrayList<CompletableFuture<Reply>>();
            ours.on(session -> {
                for (int i = 0; i < IN_FLIGHT; i++) {
                    replies.add(channel.send(TestPayloads.text(text(i))));
                }
                return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));
            });
            for (int i = 0; i < IN_FLIGHT; i++) {
                assertThat(TestPayloads.text(replies.get(i).join().payload())).isEqualTo(text(i));
            }
            ours.on(session -> channel.close(ReplyCode.SUCCESS, ""));
            ours.on(Session::release);
            assertThat(ours.end().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
            assertThat(accepted.get().starts().getFirst()).contains("serverName='example.com'");
        }
    }

    @Test
    void bothStartChannelsAtOnce() throws Exception {
        var serving = SessionSettings.serving(TestProfiles.echo());
        try (var listening = loopback.listen(serving);
                var peer = VortexLikePeer.connect(listening.address())) {
            peer.greet();
            var ours = listening.next();
            var spoken = new CompletableFuture<Boolean>();
            var done = CompletableFuture.runAsync(
                    () -> {
                        try {
                            var channel = peer.start("", ECHO);
                            assertThat(peer.answer(channel, peer.send(channel, LONG)))
                                    .isEqualTo(LONG);
                            spoken.complete(true);
                            peer.serve();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            var channel = ours.on(session -> session.start("", List.of(ProfileOffer.of(ECHO)), e -> {}))
                    .channel();
            assertThat(TestPayloads.text(ours.on(session -> channel.send(TestPayloads.text(LONG)))
                            .payload()))
                    .isEqualTo(LONG);
            assertThat(spoken.get(30, TimeUnit.SECONDS)).isTrue();
            ours.on(Session::release);
            done.get();
        }
    }
}

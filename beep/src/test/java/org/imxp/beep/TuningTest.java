package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TuningTest {
    private static final SessionSettings PLAIN = SessionSettings.serving();
    private static final SessionSettings SERVING = SessionSettings.serving(TestProfiles.echo())
            .withTls(TlsPolicy.OPTIONAL)
            .withAuthentication(new TestAccounts());

    private static PeerRefusedException refusal(CompletableFuture<?> of) {
        assertThat(of).isCompletedExceptionally();
        return (PeerRefusedException) of.exceptionNow();
    }

    private static CompletableFuture<StartedChannel> start(MemoryLink link, String uri, String content) {
        var started = link.initiator.start("example.com", List.of(new ProfileOffer(uri, content)), exchange -> {});
        link.run();
        return started;
    }

    private static CompletableFuture<Void> authenticate(MemoryLink link, SaslMechanism mechanism, String password) {
        var secured = link.initiator.tlsPeer().isPresent();
        var done = link.initiator.authenticate(TestAccounts.client(mechanism, password, secured), "example.com");
        link.run();
        return done;
    }

    private static CompletableFuture<Void> secure(MemoryLink link) {
        var done = link.initiator.startTls("example.com");
        link.run();
        return done;
    }

    // ---- TLS -------------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"BEEP-44", "BEEP-45", "BEEP-47", "WIRE-12"})
    void everythingStartsAgainInsideTls() {
        var link = new MemoryLink(PLAIN, SERVING);
        var before = start(link, TestProfiles.ECHO, "").join().channel();
        var greeted = link.initiator.greeting().orElseThrow();
        assertThat(secure(link)).isCompleted();
        assertThat(before.isOpen()).isFalse();
        assertThat(greeted.profiles()).contains("http://iana.org/beep/TLS");
        assertThat(link.initiator.greeting().orElseThrow().profiles()).doesNotContain("http://iana.org/beep/TLS");
        var after = start(link, TestProfiles.ECHO, "").join().channel();
        assertThat(after.number()).isEqualTo(1);
        var reply = after.send(TestPayloads.text("in private"));
        link.run();
        assertThat(reply).isCompleted();
    }

    @Test
    @Requirement({"BEEP-44", "BEEP-29"})
    void theIdentityIsForgottenAndTheServerNameKept() {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(secure(link)).isCompleted();
        assertThat(link.listener.serverName()).contains("example.com");
        assertThat(link.listener.identity()).isEmpty();
    }

    @Test
    @Requirement("BEEP-46")
    void pendingRepliesLeaveBeforeProceed() {
        var waiting = new java.util.ArrayList<Exchange>();
        var slow = SessionSettings.serving(new Profile() {
                    @Override
                    public String uri() {
                        return TestProfiles.ECHO;
                    }

                    @Override
                    public void start(ChannelStart start) {
                        start.accept(waiting::add, "");
                    }
                })
                .withTls(TlsPolicy.OPTIONAL);
        var link = new MemoryLink(PLAIN, slow);
        var channel = start(link, TestProfiles.ECHO, "").join().channel();
        var reply = channel.send(TestPayloads.text("still owed"));
        link.run();
        var secured = link.initiator.startTls("example.com");
        link.run();
        assertThat(secured).isNotDone();
        waiting.getFirst().reply(TestPayloads.text("paid"));
        link.run();
        assertThat(reply).isCompleted();
        assertThat(secured).isCompleted();
    }

    @Test
    @Requirement("BEEP-46")
    void octetsSentTogetherWithReadyEndTheSession() {
        var link = new MemoryLink(PLAIN, SERVING);
        var secured = link.initiator.startTls("example.com");
        var ready = link.initiatorEnd.take();
        var injected = ByteBuffer.allocate(ready.remaining() + 5)
                .put(ready)
                .put(new byte[] {0x16, 3, 1, 0, 5})
                .flip();
        link.listener.receive(injected);
        link.run();
        assertThat(link.ends.getFirst().kind()).isEqualTo(SessionEnd.Kind.FAULT);
        assertThat(link.listenerEnd.secured()).isEmpty();
        link.initiator.lost("the peer has gone");
        assertThat(secured).isCompletedExceptionally();
    }

    @Test
    @Requirement({"BEEP-46", "BEEP-47"})
    void octetsInTheClearAfterProceedEndTheSession() {
        var link = new MemoryLink(PLAIN, SERVING);
        var secured = link.initiator.startTls("example.com");
        link.listener.receive(link.initiatorEnd.take());
        var proceed = link.listenerEnd.take();
        var greeting = "RPY 0 0 . 0 16\r\n\r\n<greeting />\r\nEND\r\n".getBytes(StandardCharsets.US_ASCII);
        link.initiator.receive(ByteBuffer.allocate(proceed.remaining() + greeting.length)
                .put(proceed)
                .put(greeting)
                .flip());
        assertThat(secured).isCompletedExceptionally();
        assertThat(link.initiator.isAlive()).isFalse();
        link.listener.receive(ByteBuffer.wrap(greeting));
        assertThat(link.listener.isAlive()).isFalse();
    }

    @Test
    @Requirement({"BEEP-52", "BEEP-45"})
    void tlsComesOnceAndBeforeAuthentication() {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(secure(link)).isCompleted();
        assertThat(refusal(start(link, "http://iana.org/beep/TLS", "<ready />")).code())
                .isEqualTo(554);
        var late = new MemoryLink(PLAIN, SERVING);
        assertThat(authenticate(late, SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD))
                .isCompleted();
        assertThat(refusal(start(late, "http://iana.org/beep/TLS", "<ready />")).code())
                .isEqualTo(554);
        assertThat(late.listener.isAlive()).isTrue();
    }

    @Test
    @Requirement({"BEEP-45", "WIRE-12"})
    void readyMayComeAsAMessageAndByTheOlderName() {
        var link = new MemoryLink(PLAIN, SERVING);
        var channel =
                start(link, "http://xml.resource.org/profiles/TLS", "").join().channel();
        assertThat(channel.profile()).isEqualTo("http://xml.resource.org/profiles/TLS");
        var _ = channel.send(TestPayloads.text("<ready />"));
        link.listener.receive(link.initiatorEnd.take());
        assertThat(StandardCharsets.UTF_8.decode(link.listenerEnd.take()).toString())
                .contains("<proceed />");
        assertThat(link.listenerEnd.secured()).containsExactly(Role.LISTENER);
    }

    @Test
    void aPeerWithoutTlsIsNotAskedForIt() {
        var link = new MemoryLink(PLAIN, SessionSettings.serving(TestProfiles.echo()));
        assertThat(refusal(link.initiator.startTls("example.com")).text()).contains("does not offer TLS");
    }

    // ---- SASL ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("org.imxp.beep.sasl.SaslMechanism#byPassword")
    @Requirement({"BEEP-49", "BEEP-51", "WIRE-12"})
    void eachMechanismAuthenticates(SaslMechanism mechanism) {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(secure(link)).isCompleted();
        assertThat(authenticate(link, mechanism, TestAccounts.PASSWORD)).isCompleted();
        assertThat(link.listener.identity()).contains(TestAccounts.FRED);
        assertThat(link.identities).containsExactly(TestAccounts.FRED);
    }

    @ParameterizedTest
    @MethodSource("org.imxp.beep.sasl.SaslMechanism#byPassword")
    @Requirement("BEEP-50")
    void aWrongPasswordGets535(SaslMechanism mechanism) {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(secure(link)).isCompleted();
        assertThat(refusal(authenticate(link, mechanism, "wrong")).code()).isEqualTo(535);
        assertThat(link.listener.identity()).isEmpty();
        assertThat(link.listener.isAlive()).isTrue();
    }

    @Test
    @Requirement({"BEEP-49", "OPEN-33"})
    void theDigestChallengeRidesInTheReplyToStart() {
        var link = new MemoryLink(PLAIN, SERVING);
        var started = start(link, "http://iana.org/beep/SASL/DIGEST-MD5", "").join();
        assertThat(started.content()).startsWith("<blob>");
    }

    @Test
    @Requirement({"BEEP-51"})
    void asecondAuthenticationIsRefused() {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(authenticate(link, SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD))
                .isCompleted();
        var again = refusal(authenticate(link, SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD));
        assertThat(again.code()).isEqualTo(554);
        assertThat(link.listener.identity()).contains(TestAccounts.FRED);
    }

    @Test
    @Requirement("BEEP-43")
    void onlyOneTuningChannelAtATime() {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(start(link, "http://iana.org/beep/SASL/DIGEST-MD5", "")).isCompleted();
        assertThat(refusal(start(link, "http://iana.org/beep/SASL/SCRAM-SHA-256", ""))
                        .code())
                .isEqualTo(450);
        assertThat(refusal(start(link, "http://iana.org/beep/TLS", "<ready />")).code())
                .isEqualTo(450);
    }

    @Test
    @Requirement("BEEP-50")
    void aBlobThatIsNoBase64Gets501AndAnAbort535() {
        var link = new MemoryLink(PLAIN, SERVING);
        var digest = "http://iana.org/beep/SASL/DIGEST-MD5";
        assertThat(refusal(start(link, digest, "<blob>%%%</blob>")).code()).isEqualTo(501);
        assertThat(refusal(start(link, digest, "<blob status='abort' />")).code())
                .isEqualTo(535);
        assertThat(refusal(start(link, digest, "<ready />")).code()).isEqualTo(501);
        assertThat(authenticate(link, SaslMechanism.DIGEST_MD5, TestAccounts.PASSWORD))
                .isCompleted();
    }

    @Test
    @Requirement({"BEEP-48", "BEEP-50"})
    void nothingButTlsIsServedWhereTlsIsRequired() {
        var link = new MemoryLink(PLAIN, SERVING.withTls(TlsPolicy.REQUIRED));
        assertThat(link.initiator.greeting().orElseThrow().profiles())
                .contains("http://iana.org/beep/TLS")
                .noneMatch(uri -> uri.contains("SASL"));
        assertThat(refusal(start(link, "http://iana.org/beep/SASL/SCRAM-SHA-256", ""))
                        .code())
                .isEqualTo(538);
        assertThat(secure(link)).isCompleted();
        assertThat(link.initiator.greeting().orElseThrow().profiles()).anyMatch(uri -> uri.contains("SASL"));
    }

    @Test
    @Requirement({"BEEP-48", "BEEP-50"})
    void plainIsRefusedOutsideTls() {
        var link = new MemoryLink(PLAIN, SERVING);
        assertThat(link.initiator.greeting().orElseThrow().profiles()).noneMatch(uri -> uri.endsWith("/PLAIN"));
        assertThat(refusal(start(link, "http://iana.org/beep/SASL/PLAIN", "")).code())
                .isEqualTo(538);
    }

    @Test
    @Requirement("BEEP-64")
    void aPeerThatDoesNotAuthenticateInTimeIsLeft() {
        var link = new MemoryLink(PLAIN, SERVING);
        link.listenerEnd.turnClock(Duration.ofSeconds(60).minusMillis(1));
        assertThat(link.listener.isAlive()).isTrue();
        link.listenerEnd.turnClock(Duration.ofMillis(1));
        assertThat(link.listener.isAlive()).isFalse();
        assertThat(link.ends.getFirst().reason()).contains("has not authenticated within");
    }

    @Test
    void phasesFollowTheirDiagram() {
        assertThat(SessionPhase.OPEN.mayBecome(SessionPhase.SECURING)).isFalse();
        assertThat(SessionPhase.ENDED.mayBecome(SessionPhase.OPEN)).isFalse();
        assertThat(SessionPhase.SECURING.mayBecome(SessionPhase.GREETING)).isTrue();
        var link = new MemoryLink(PLAIN, SERVING);
        assertThatThrownBy(() -> link.initiator.become(SessionPhase.SECURING))
                .isInstanceOf(IllegalStateException.class);
    }
}

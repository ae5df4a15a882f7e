package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** TLS that starts while something else is under way. */
class TlsMomentsTest {
    private static final String TLS = "http://iana.org/beep/TLS";
    private static final String OFFERING = "<greeting><profile uri='" + TLS + "' /></greeting>";
    private static final String READY =
            "<start number='%d'><profile uri='" + TLS + "'><![CDATA[<ready />]]></profile></start>";
    private static final String ECHO = "<start number='1'><profile uri='" + TestProfiles.ECHO + "' /></start>";

    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<ChannelStart> starts = new ArrayList<>();

    private ScriptedPeer initiating() {
        return new ScriptedPeer(Role.INITIATOR, SessionSettings.serving(), OFFERING);
    }

    private ScriptedPeer listening(Profile profile) {
        return new ScriptedPeer(
                Role.LISTENER, SessionSettings.serving(profile).withTls(TlsPolicy.OPTIONAL), "<greeting />");
    }

    private Profile collecting() {
        return TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(exchanges::add, ""));
    }

    @Test
    @Requirement("BEEP-46")
    void nothingLeavesAfterReadyUntilItsAnswer() {
        var peer = initiating();
        var channel = peer.started();
        var _ = channel.send(TestPayloads.text("x".repeat(6000)));
        peer.heard();
        var secured = peer.session.startTls("");
        var first = peer.heard();
        assertThat(first).startsWith("MSG 0 2 ").contains("<ready />").endsWith("END\r\n");
        var reply = channel.send(TestPayloads.text("later"));
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        assertThat(started).isCompletedExceptionally();
        peer.raw("SEQ 1 4096 8192\r\n");
        peer.payload("MSG 1 1 .", "x".repeat(4000));
        assertThat(peer.heard()).isEmpty();
        peer.says("ERR 0 2", "<error code='450'>not now</error>");
        assertThat(secured).isCompletedExceptionally();
        assertThat(peer.heard()).startsWith("SEQ 1 4000 ").contains("later");
        assertThat(reply).isNotDone();
    }

    @Test
    @Requirement("BEEP-46")
    void readyLeavesLastThoughItHasToWait() {
        var peer = initiating();
        var channel = peer.started();
        peer.transport.writable(false);
        var _ = channel.send(TestPayloads.text("x".repeat(3000)));
        var _ = peer.session.startTls("");
        peer.transport.writable(true);
        peer.session.writable();
        assertThat(peer.heard()).startsWith("MSG 0 2 ").doesNotContain("MSG 1");
    }

    @Test
    @Requirement("BEEP-46")
    void messagesStandBackWhenThePeerIsReady() {
        var peer = listening(collecting());
        peer.says("MSG 0 1", ECHO);
        peer.says("MSG 1 1", "hello");
        peer.heard();
        peer.says("MSG 0 2", READY.formatted(3));
        var mine = exchanges.getFirst().channel().send(TestPayloads.text("a message"));
        assertThat(peer.heard()).isEmpty();
        exchanges.getFirst().reply(TestPayloads.text("a reply"));
        assertThat(peer.heard()).startsWith("RPY 1 1 ").contains("<proceed />").doesNotContain("a message");
        assertThat(peer.transport.secured()).containsExactly(Role.LISTENER);
        peer.session.secured(new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of()));
        assertThat(mine).isCompletedExceptionally();
    }

    @Test
    @Requirement("BEEP-46")
    void aMessageThatItsWindowHoldsBackDoesNotHoldBackProceed() {
        var peer = listening(collecting());
        peer.says("MSG 0 1", ECHO);
        peer.says("MSG 1 1", "hello");
        var channel = exchanges.getFirst().channel();
        exchanges.getFirst().reply(TestPayloads.text("x".repeat(4094)));
        var _ = channel.send(TestPayloads.text("no window is left for this"));
        peer.heard();
        peer.says("MSG 0 2", READY.formatted(3));
        assertThat(peer.heard()).contains("<proceed />");
        assertThat(peer.transport.secured()).containsExactly(Role.LISTENER);
    }

    @Test
    @Requirement("BEEP-46")
    void proceedIsTheLastThoughAMessageIsOnItsWay() {
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(collecting())
                        .withTls(TlsPolicy.OPTIONAL)
                        .withLimits(SessionLimits.defaults().withFrame(1000)),
                "<greeting />");
        peer.says("MSG 0 1", ECHO);
        peer.says("MSG 1 1", "hello");
        exchanges.getFirst().reply(TestPayloads.text("a reply"));
        var _ = exchanges.getFirst().channel().send(TestPayloads.text("x".repeat(20_000)));
        peer.heard();
        peer.transport.writable(false);
        peer.raw("SEQ 1 4096 8192\r\n");
        peer.says("MSG 0 2", READY.formatted(3));
        peer.transport.writable(true);
        peer.session.writable();
        var heard = peer.heard();
        assertThat(heard.substring(heard.indexOf("<proceed />"))).doesNotContain("MSG 1");
        assertThat(peer.transport.secured()).containsExactly(Role.LISTENER);
    }

    @Test
    @Requirement("BEEP-46")
    void proceedWaitsForAStartThatIsNotAnswered() {
        var peer = listening(TestProfiles.profile(TestProfiles.ECHO, starts::add));
        peer.says("MSG 0 1", ECHO);
        peer.says("MSG 0 2", READY.formatted(3));
        assertThat(peer.heard()).isEmpty();
        assertThat(peer.transport.secured()).isEmpty();
        starts.getFirst().accept(exchanges::add, "");
        assertThat(peer.heard()).startsWith("RPY 0 1 ").contains("RPY 0 2 ", "<proceed />");
        assertThat(peer.transport.secured()).containsExactly(Role.LISTENER);
    }

    @Test
    void tlsThatBothAskForAtOnceEndsTheSession() {
        var peer = new ScriptedPeer(Role.INITIATOR, SessionSettings.serving().withTls(TlsPolicy.OPTIONAL), OFFERING);
        var secured = peer.session.startTls("");
        peer.says("MSG 0 1", READY.formatted(2));
        assertThat(secured).isCompletedExceptionally();
        assertThat(peer.ends.getFirst().reason()).isEqualTo("both peers asked for TLS at once");
    }

    @Test
    void tlsThatCanNotBeSetUpHereFails() {
        var faulty = new MemoryTransport() {
            @Override
            public void secure(Role role, String serverName) {
                throw new IllegalStateException("no keys");
            }
        };
        var faults = new ArrayList<RuntimeException>();
        var session = new Session(Role.INITIATOR, SessionSettings.serving(), faulty, new SessionListener() {
            @Override
            public void failed(Session failed, RuntimeException fault) {
                faults.add(fault);
            }
        });
        session.open();
        session.receive(java.nio.charset.StandardCharsets.US_ASCII.encode(
                "RPY 0 0 . 0 " + (OFFERING.length() + 2) + "\r\n\r\n" + OFFERING + "END\r\n"));
        var secured = session.startTls("");
        var proceed = "<profile uri='" + TLS + "'><![CDATA[<proceed />]]></profile>";
        session.receive(java.nio.charset.StandardCharsets.US_ASCII.encode("RPY 0 1 . " + (OFFERING.length() + 2) + " "
                + (proceed.length() + 2) + "\r\n\r\n" + proceed + "END\r\n"));
        assertThat(secured).isCompletedExceptionally();
        assertThat(faults).singleElement().hasToString("java.lang.IllegalStateException: no keys");
    }

    @Test
    @Requirement("BEEP-52")
    void readyIsRefusedOnAnOldChannelAfterAuthentication() {
        var serving = SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.OPTIONAL)
                .withAuthentication(new TestAccounts());
        var link = new MemoryLink(SessionSettings.serving(), serving);
        var channel = link.initiator.start("example.com", List.of(ProfileOffer.of(TLS)), exchange -> {});
        link.run();
        var echo = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        link.run();
        authenticate(link);
        var ready = channel.join().channel().send(TestPayloads.text("<ready />"));
        link.run();
        assertThat(Payloads.refusal(ready.join().payload()).code()).isEqualTo(554);
        assertThat(link.listenerEnd.secured()).isEmpty();
        assertThat(echo.join().channel().isOpen()).isTrue();
    }

    @Test
    @Requirement({"BEEP-51", "BEEP-53", "BEEP-56"})
    void authenticationResetsNothing() {
        var serving = SessionSettings.serving(TestProfiles.echo(), TestProfiles.guarded())
                .withAuthentication(new TestAccounts());
        var link = new MemoryLink(SessionSettings.serving(), serving);
        var echo = link.initiator.start("example.com", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        var refused = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.GUARDED)), exchange -> {});
        link.run();
        assertThat(((PeerRefusedException) refused.exceptionNow()).code()).isEqualTo(530);
        var greeting = link.initiator.greeting();
        authenticate(link);
        var reply = echo.join().channel().send(TestPayloads.text("as before"));
        var guarded = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.GUARDED)), exchange -> {});
        link.run();
        assertThat(TestPayloads.text(reply.join().payload())).isEqualTo("as before");
        assertThat(guarded).isCompleted();
        assertThat(link.initiator.greeting()).isEqualTo(greeting);
    }

    @Test
    @Requirement("BEEP-55")
    void externalIsNotServedWithoutAnExternalService() {
        var serving = SessionSettings.serving().withAuthentication(new TestAccounts(SaslMechanism.EXTERNAL));
        var peer = new ScriptedPeer(Role.LISTENER, serving, "<greeting />");
        peer.says(
                "MSG 0 1",
                "<start number='1'><profile uri='http://iana.org/beep/SASL/EXTERNAL'><![CDATA[<blob>ZnJlZA==</blob>]]>"
                        + "</profile></start>");
        assertThat(peer.heard()).startsWith("ERR 0 1 ").contains("code='534'");
        assertThat(peer.session.identity()).isEmpty();
    }

    @Test
    void aFailedAuthenticationLeavesNoChannelBehind() {
        var serving = SessionSettings.serving().withAuthentication(new TestAccounts());
        var link = new MemoryLink(SessionSettings.serving(), serving);
        for (int i = 0; i < 3; i++) {
            var done = link.initiator.authenticate(
                    TestAccounts.client(SaslMechanism.SCRAM_SHA_256, "wrong", false), "example.com");
            link.run();
            assertThat(done).isCompletedExceptionally();
            assertThat(link.listener.channels().size()).isZero();
            assertThat(link.initiator.channels().size()).isZero();
        }
    }

    @Test
    @Requirement("BEEP-48")
    void anInitiatorThatRequiresTlsAsksForNothingWithoutIt() {
        var required = SessionSettings.serving().withTls(TlsPolicy.REQUIRED);
        var peer = new ScriptedPeer(Role.INITIATOR, required, OFFERING);
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        assertThat(((PeerRefusedException) started.exceptionNow()).code()).isEqualTo(538);
        var login = peer.session.authenticate(
                TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, false), "example.com");
        assertThat(login).isCompletedExceptionally();
        assertThat(peer.heard()).isEmpty();
        var without = new ScriptedPeer(Role.INITIATOR, required, "<greeting />");
        assertThat(without.ends)
                .containsExactly(new SessionEnd(
                        SessionEnd.Kind.TERMINATED, "TLS is required here, and the peer does not offer it"));
    }

    @Test
    void tlsIsNotStartedInsideTls() {
        var link = new MemoryLink(
                SessionSettings.serving(), SessionSettings.serving().withTls(TlsPolicy.OPTIONAL));
        var _ = link.initiator.startTls("");
        link.run();
        var again = link.initiator.startTls("");
        assertThat(((PeerRefusedException) again.exceptionNow()).text()).isEqualTo("TLS is on already");
    }

    private static void authenticate(MemoryLink link) {
        var done = link.initiator.authenticate(
                TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, false), "example.com");
        link.run();
        assertThat(done).isCompleted();
    }
}

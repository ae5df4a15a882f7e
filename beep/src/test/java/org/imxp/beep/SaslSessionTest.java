package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslClientStep;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.beep.sasl.TestCertificates;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions make of their protection: which mechanisms they offer, and which an initiator takes. */
class SaslSessionTest {
    private static final SessionSettings CALLING = SessionSettings.serving();
    private static final String URI = "http://iana.org/beep/SASL/";
    private static final String ALIAS = "http://xml.resource.org/profiles/sasl/";
    private static final X509Certificate WILMA = TestCertificates.of("rfc822", "wilma@example.com");

    private static SessionSettings serving(Authentication authentication) {
        return SessionSettings.serving(TestProfiles.echo())
                .withTls(TlsPolicy.OPTIONAL)
                .withAuthentication(authentication);
    }

    /** All mechanisms, strangers included. */
    private static SaslAuthentication all() {
        return SaslAuthentication.of(
                TestAccounts.authority().withAnonymous((trace, context) -> Optional.of("nobody@example.com")),
                "example.com",
                SaslMechanism.values());
    }

    private static SaslAuthentication some(SaslMechanism... mechanisms) {
        return SaslAuthentication.of(TestAccounts.authority(), "example.com", mechanisms);
    }

    private static MemoryLink plain(Authentication authentication) {
        return new MemoryLink(CALLING, serving(authentication));
    }

    /** A session inside pretended TLS, as each side sees it. */
    private static MemoryLink secured(Authentication authentication, TlsPeer toInitiator, TlsPeer toListener) {
        var link = plain(authentication);
        link.seenByInitiator = toInitiator;
        link.seenByListener = toListener;
        var done = link.initiator.startTls("example.com");
        link.run();
        assertThat(done).isCompleted();
        return link;
    }

    private static MemoryLink secured(Authentication authentication) {
        return secured(authentication, TestAccounts.PRETENDED, TestAccounts.PRETENDED);
    }

    private static TlsPeer peer(Optional<Octets> exporter, X509Certificate... certificates) {
        return new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of(certificates), exporter);
    }

    private static CompletableFuture<Void> strongest(MemoryLink link, String password) {
        var done = link.initiator.authenticate(TestAccounts.login(password));
        link.run();
        return done;
    }

    private static CompletableFuture<Void> authenticate(MemoryLink link, SaslClient client) {
        var done = link.initiator.authenticate(client, "example.com");
        link.run();
        return done;
    }

    private static int code(CompletableFuture<?> refused) {
        assertThat(refused).isCompletedExceptionally();
        return ((PeerRefusedException) refused.exceptionNow()).code();
    }

    private static Stream<String> offered(MemoryLink link) {
        return link.initiator.greeting().orElseThrow().profiles().stream()
                .filter(uri -> uri.startsWith(URI))
                .map(uri -> uri.substring(URI.length()));
    }

    /** Remembers which mechanisms were begun. */
    private record Recording(Authentication inner, List<String> begun) implements Authentication {
        @Override
        public List<String> mechanisms(Session session) {
            return inner.mechanisms(session);
        }

        @Override
        public SaslServer begin(String mechanism, Session session) {
            begun.add(mechanism);
            return inner.begin(mechanism, session);
        }
    }

    /** A listener that admits anybody, and proves nothing. */
    private static final class Credulous implements Authentication {
        @Override
        public List<String> mechanisms(Session session) {
            return List.of("SCRAM-SHA-256");
        }

        @Override
        public SaslServer begin(String mechanism, Session session) {
            return new SaslServer() {
                @Override
                public String mechanism() {
                    return mechanism;
                }

                @Override
                public CompletionStage<SaslStep> respond(byte[] message) {
                    return CompletableFuture.completedStage(new SaslSuccess("anybody", Octets.EMPTY));
                }
            };
        }
    }

    // ---- what is offered -------------------------------------------------------------------------------------------

    @Test
    @Requirement({"BEEP-72", "WIRE-12"})
    void offersWhatTheProtectionIsGoodEnoughFor() {
        assertThat(offered(plain(all()))).containsExactly("SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5", "ANONYMOUS");
        assertThat(offered(secured(all())))
                .containsExactly(
                        "SCRAM-SHA-256-PLUS",
                        "SCRAM-SHA-256",
                        "SCRAM-SHA-1-PLUS",
                        "SCRAM-SHA-1",
                        "DIGEST-MD5",
                        "PLAIN",
                        "ANONYMOUS");
        var bare = peer(Optional.empty());
        assertThat(offered(secured(all(), bare, bare)))
                .containsExactly("SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5", "PLAIN", "ANONYMOUS");
        assertThat(offered(secured(all(), bare, peer(Optional.empty(), WILMA)))).contains("EXTERNAL");
    }

    @Test
    @Requirement("BEEP-48")
    void offersNothingBeforeTlsWhereTlsIsRequired() {
        var link = new MemoryLink(CALLING, serving(all()).withTls(TlsPolicy.REQUIRED));
        assertThat(offered(link)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"BEEP-72", "WIRE-12"})
    void aMechanismThatIsNotOfferedIsRefusedByEitherName(SaslMechanism mechanism) {
        var link = secured(some(SaslMechanism.SCRAM_SHA_256));
        for (var prefix : List.of(URI, ALIAS)) {
            var start = link.initiator.start(
                    "example.com", List.of(ProfileOffer.of(prefix + mechanism.registeredName())), exchange -> {});
            link.run();
            if (mechanism == SaslMechanism.SCRAM_SHA_256) {
                var started = start.join();
                assertThat(started.channel().profile()).startsWith(prefix);
                var _ = started.channel().send(SaslProfile.payload("<blob status='abort' />"));
                link.run();
            } else {
                assertThat(code(start)).isEqualTo(534);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256_PLUS", "SCRAM_SHA_1_PLUS", "EXTERNAL", "PLAIN"})
    @Requirement({"BEEP-55", "BEEP-72", "WIRE-12"})
    void whatNeedsTlsAsksForIt(SaslMechanism mechanism) {
        var link = plain(all());
        var start = link.initiator.start("example.com", List.of(ProfileOffer.of(mechanism.profileUri())), e -> {});
        link.run();
        assertThat(code(start)).isEqualTo(538);
        assertThat(link.listener.identity()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("WIRE-12")
    void eachMechanismAnswersToBothNames(SaslMechanism mechanism) {
        var exporter = TestAccounts.PRETENDED.exporter();
        for (var prefix : List.of(URI, ALIAS)) {
            var link = secured(all(), peer(exporter), peer(exporter, WILMA));
            var uri = prefix + mechanism.registeredName();
            var start = link.initiator.start("example.com", List.of(ProfileOffer.of(uri)), exchange -> {});
            link.run();
            assertThat(start.join().channel().profile()).isEqualTo(uri);
        }
    }

    // ---- what is taken ---------------------------------------------------------------------------------------------

    @Test
    void anInitiatorTakesTheStrongest() {
        var begun = new ArrayList<String>();
        var inside = secured(new Recording(all(), begun));
        assertThat(strongest(inside, TestAccounts.PASSWORD)).isCompleted();
        assertThat(inside.listener.identity()).contains(TestAccounts.FRED);
        assertThat(inside.listener.serverName()).contains("example.com");
        var outside = plain(new Recording(some(SaslMechanism.DIGEST_MD5, SaslMechanism.SCRAM_SHA_1), begun));
        assertThat(strongest(outside, TestAccounts.PASSWORD)).isCompleted();
        assertThat(outside.listener.identity()).contains(TestAccounts.FRED);
        assertThat(begun).containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-1");
    }

    @Test
    void anInitiatorWithoutAnythingInCommonSendsNothing() {
        var link = secured(some(SaslMechanism.EXTERNAL));
        var done = link.initiator.authenticate(TestAccounts.login(TestAccounts.PASSWORD));
        assertThat(link.initiatorEnd.hasOctets()).isFalse();
        assertThat(code(done)).isEqualTo(554);
        assertThat(link.initiator.isAlive()).isTrue();
    }

    // ---- channel binding -------------------------------------------------------------------------------------------

    @Test
    @Requirement("BEEP-50")
    void whoeverSitsBetweenTwoTlsSessionsIsRefused() {
        var other = new byte[32];
        other[31] = 1;
        var link = secured(all(), peer(Optional.of(Octets.of(other))), TestAccounts.PRETENDED);
        assertThat(code(strongest(link, TestAccounts.PASSWORD))).isEqualTo(535);
        assertThat(link.listener.identity()).isEmpty();
    }

    /** What the initiator saw is as if somebody had cut the greeting. */
    @Test
    @Requirement("BEEP-72")
    void anOfferThatWasCutShortIsNoticed() {
        var link = secured(all());
        var cut = TestAccounts.login(TestAccounts.PASSWORD)
                .strongest(List.of("SCRAM-SHA-256"), Optional.of(TestAccounts.PRETENDED.security()));
        assertThat(code(authenticate(link, cut.orElseThrow()))).isEqualTo(535);
        assertThat(link.listener.identity()).isEmpty();
    }

    @Test
    void aPeerThatCouldBindIsWelcomeWhereNothingIsBound() {
        var link = secured(some(SaslMechanism.SCRAM_SHA_256));
        assertThat(strongest(link, TestAccounts.PASSWORD)).isCompleted();
        assertThat(link.listener.identity()).contains(TestAccounts.FRED);
    }

    /** RFC 9266 section 4.1. */
    @Test
    void aChannelBindingServesOneAttempt() {
        var link = secured(all());
        assertThat(code(strongest(link, "wrong"))).isEqualTo(535);
        assertThat(code(strongest(link, TestAccounts.PASSWORD))).isEqualTo(554);
        var sha1 = TestAccounts.client(SaslMechanism.SCRAM_SHA_1_PLUS, TestAccounts.PASSWORD, true);
        assertThat(code(authenticate(link, sha1))).isEqualTo(554);
        assertThat(link.listener.identity()).isEmpty();
        var unbound = TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, true);
        assertThat(authenticate(link, unbound)).isCompleted();
    }

    @Test
    void refusesChoicesThatCannotWork() {
        assertThatThrownBy(SaslSessionTest::some).hasMessageContaining("no SASL mechanism");
        assertThatThrownBy(() -> some(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_1_PLUS))
                .hasMessageContaining("SCRAM-SHA-256 is allowed and SCRAM-SHA-256-PLUS is not");
        var bound = some(SaslMechanism.SCRAM_SHA_256_PLUS);
        var link = secured(bound);
        assertThatThrownBy(() -> bound.begin("PLAIN", link.listener)).hasMessageContaining("PLAIN");
        assertThatThrownBy(() -> bound.begin("CRAM-MD5", link.listener)).hasMessageContaining("CRAM-MD5");
    }

    // ---- EXTERNAL and ANONYMOUS ------------------------------------------------------------------------------------

    @ParameterizedTest
    @Requirement("BEEP-55")
    @ValueSource(strings = {"", "wilma@example.com"})
    void aCertificateIsEnough(String authzid) {
        var link = secured(all(), peer(Optional.empty()), peer(Optional.empty(), WILMA));
        assertThat(authenticate(link, SaslClient.external(authzid))).isCompleted();
        assertThat(link.listener.identity()).contains("wilma@example.com");
    }

    @Test
    @Requirement("BEEP-55")
    void aCertificateIsGoodForItsOwnNamesOnly() {
        var link = secured(all(), peer(Optional.empty()), peer(Optional.empty(), WILMA));
        assertThat(code(authenticate(link, SaslClient.external(TestAccounts.FRED))))
                .isEqualTo(535);
        assertThat(link.listener.identity()).isEmpty();
    }

    @Test
    @Requirement("BEEP-55")
    void withoutCertificateThereIsNoExternalService() {
        assertThat(code(authenticate(secured(all()), SaslClient.external("wilma@example.com"))))
                .isEqualTo(534);
        assertThat(code(authenticate(plain(all()), SaslClient.external("wilma@example.com"))))
                .isEqualTo(538);
    }

    /** RFC 4422 appendix A.2, first example: the start carries no initial response. */
    @Test
    void anExternalPeerMayWaitToBeAsked() {
        var link = secured(all(), peer(Optional.empty()), peer(Optional.empty(), WILMA));
        assertThat(authenticate(link, new Waiting(SaslClient.external("")))).isCompleted();
        assertThat(link.listener.identity()).contains("wilma@example.com");
    }

    /** Sends nothing with the start. */
    private record Waiting(SaslClient inner) implements SaslClient {
        @Override
        public String mechanism() {
            return inner.mechanism();
        }

        @Override
        public Optional<Octets> initialResponse() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
            return inner.respond(challenge, complete);
        }
    }

    @Test
    void strangersAreAdmittedWhereTheListenerSaysSo() {
        var link = plain(all());
        assertThat(authenticate(link, SaslClient.anonymous("sirhc"))).isCompleted();
        assertThat(link.listener.identity()).contains("nobody@example.com");
        var closed = plain(some(SaslMechanism.ANONYMOUS));
        assertThat(code(authenticate(closed, SaslClient.anonymous("")))).isEqualTo(534);
        assertThat(closed.listener.identity()).isEmpty();
    }

    // ---- a peer that does not prove itself -------------------------------------------------------------------------

    @Test
    @Requirement("BEEP-70")
    void aPeerThatSaysCompleteWithoutProofIsLeft() {
        var link = plain(new Credulous());
        var done = strongest(link, TestAccounts.PASSWORD);
        assertThat(code(done)).isEqualTo(535);
        assertThat(done.exceptionNow()).hasMessageContaining("before it proved");
        assertThat(link.initiator.isAlive()).isFalse();
    }
}

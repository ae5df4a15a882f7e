package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes of two contexts. */
class TlsContextTest {
    @TempDir
    private static Path folder;

    private static TestCertificate first;
    private static TestCertificate second;

    @BeforeAll
    static void makeCertificates() {
        first = TestCertificate.make(folder, "example.com");
        second = TestCertificate.make(folder, "*.rubble.com");
    }

    private static TlsContext trusting(TestCertificate... certificates) {
        return TlsContext.initiator(
                List.of(certificates).stream().map(TestCertificate::certificate).toList());
    }

    // ---- which certificate -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "'', example.com, 1",
        "'', a.rubble.com, 2",
        "example.com, a.rubble.com, 2",
        "'', A.Rubble.COM, 2",
        "a.rubble.com, '', 2",
        "a.rubble.com, elsewhere.com, 2",
        "elsewhere.com, '', 1",
        "rubble.com, '', 1",
        "a.b.rubble.com, '', 1",
        "'', '', 1",
    })
    @Requirement("BEEP-29")
    void theNameInsideTlsChoosesThenTheServerNameThenTheOrder(String serverName, String sni, int shown) {
        var listener = TlsContext.listener(List.of(first.tlsKey(), second.tlsKey()));
        try (var pair = TlsPair.of(listener, serverName, TlsContext.initiatorTrustingAnybody(), sni)) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
            assertThat(pair.shownTo(pair.initiator)).isEqualTo((shown == 1 ? first : second).certificate());
        }
    }

    @Test
    void aCommonNameIsNoName() {
        var named = TestCertificate.make(folder, "EC", "CN=example.com", "san=ip:127.0.0.1");
        try (var pair = TlsPair.of(named.listener(), trusting(named))) {
            assertThat(pair.isSecured()).isFalse();
            assertThat(pair.failures()).contains("no dNSName in its subjectAltName, expected example.com");
        }
        try (var pair = TlsPair.of(named.listener(), "", trusting(named), "127.0.0.1")) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
        }
    }

    @Test
    void anInitiatorThatKnowsNoNameTrustsNobody() {
        try (var pair = TlsPair.of(first.listener(), "", trusting(first), "")) {
            assertThat(pair.isSecured()).isFalse();
        }
    }

    // ---- who the client is -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void aClientShowsItsCertificate(TlsProvider provider) {
        org.junit.jupiter.api.Assumptions.assumeTrue(provider.isAvailable());
        var listener = first.listener()
                .withProvider(provider)
                .withClients(ClientCertificates.REQUIRED, List.of(second.certificate()));
        var initiator = trusting(first).withProvider(provider).withKey(second.tlsKey());
        try (var pair = TlsPair.of(listener, initiator)) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
            assertThat(pair.shownTo(pair.listener)).isEqualTo(second.certificate());
        }
    }

    @Test
    void aListenerMayRequireCertificates() {
        var listener = first.listener().withClients(ClientCertificates.REQUIRED, List.of(second.certificate()));
        try (var without = TlsPair.of(listener, trusting(first));
                var untrusted = TlsPair.of(listener, trusting(first).withKey(first.tlsKey()))) {
            assertThat(without.isSecured()).isFalse();
            assertThat(untrusted.isSecured()).isFalse();
        }
    }

    @Test
    void aListenerMayDoWithoutCertificatesButNotWithUntrustedOnes() {
        var listener = first.listener().withClients(ClientCertificates.OPTIONAL, List.of(second.certificate()));
        try (var without = TlsPair.of(listener, trusting(first));
                var known = TlsPair.of(listener, trusting(first).withKey(second.tlsKey()))) {
            assertThat(without.isSecured()).as(without.failures()).isTrue();
            assertThat(without.shownTo(without.listener)).isNull();
            assertThat(known.shownTo(known.listener)).isEqualTo(second.certificate());
        }
    }

    @Test
    void trustInNobodyIsRefused() {
        assertThatThrownBy(() -> TlsContext.initiator(List.of())).isInstanceOf(IllegalArgumentException.class);
        var listener = first.listener();
        assertThatThrownBy(() -> listener.withClients(ClientCertificates.OPTIONAL, List.of()))
                .hasMessage("nobody is trusted: at least one certificate is needed");
        assertThatThrownBy(() -> TlsContext.listener(List.of())).hasMessageContaining("needs a key");
    }

    @Test
    void aContextIsForItsRole() {
        var channel = new io.netty.channel.embedded.EmbeddedChannel();
        assertThatThrownBy(() -> TlsContext.none().handler(channel, Role.LISTENER, ""))
                .hasMessageContaining("no keys");
        assertThatThrownBy(() -> TlsContext.initiator().handler(channel, Role.LISTENER, ""))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> first.listener().withKey(second.tlsKey())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TlsContext.none().renew(List.of())).hasMessage("there is no TLS here");
    }

    // ---- new keys --------------------------------------------------------------------------------------------------

    @Test
    void newKeysAreForNewHandshakes() {
        var listener = first.listener();
        var initiator = trusting(first, second);
        try (var before = TlsPair.of(listener, initiator)) {
            listener.renew(List.of(second.tlsKey()));
            try (var after = TlsPair.of(listener, "", initiator, "a.rubble.com")) {
                assertThat(after.isSecured()).as(after.failures()).isTrue();
                assertThat(after.shownTo(after.initiator)).isEqualTo(second.certificate());
            }
            assertThat(before.carried("goes on")).isEqualTo("goes on");
        }
    }

    @Test
    void keysThatCanNotBeUsedChangeNothing() {
        var listener = first.listener();
        assertThatThrownBy(() -> listener.renew(List.of())).isInstanceOf(IllegalArgumentException.class);
        try (var pair = TlsPair.of(listener, trusting(first))) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
        }
    }

    // ---- what is agreed on (RFC 9325) ------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256, true",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, true",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, false",
    })
    @Requirement("BEEP-48")
    void onlyForwardSecrecyAndAuthenticatedEncryptionAreAgreedOn(String protocol, String suite, boolean secured) {
        try (var pair = TlsPair.of(first.listener(), protocol, suite)) {
            assertThat(pair.isSecured()).as(pair.failures()).isEqualTo(secured);
        }
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void nothingElseIsOffered(TlsProvider provider) {
        org.junit.jupiter.api.Assumptions.assumeTrue(provider.isAvailable());
        try (var pair = TlsPair.of(first.listener(), trusting(first).withProvider(provider))) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
            var engine = pair.engine(pair.initiator);
            assertThat(TlsSettings.SUITES).contains(engine.getEnabledCipherSuites());
            assertThat(List.of("TLSv1.3", "TLSv1.2", "SSLv2Hello")).contains(engine.getEnabledProtocols());
        }
    }

    @Test
    void theListenerDoesNotRenegotiate() {
        try (var pair = TlsPair.of(first.listener(), "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            assertThat(pair.carried("once")).isEqualTo("once");
            var session = pair.engine(pair.initiator).getSession();
            session.invalidate();
            var again = pair.initiator
                    .pipeline()
                    .get(io.netty.handler.ssl.SslHandler.class)
                    .renegotiate();
            pair.run();
            assertThat(again.isSuccess()).isFalse();
            assertThat(pair.listener.isOpen()).isFalse();
            assertThat(pair.failures()).contains("no new session is allowed");
        }
    }

    @Test
    void aSecondSessionIsResumed() {
        var listener = first.listener();
        var initiator = trusting(first);
        try (var whole = TlsPair.of(listener, initiator);
                var resumed = TlsPair.of(listener, initiator)) {
            assertThat(resumed.isSecured()).as(resumed.failures()).isTrue();
            var certificate = first.certificate();
            assertThat(resumed.shownTo(resumed.initiator)).isEqualTo(certificate);
            assertThat(whole.octetsOfListener() - resumed.octetsOfListener())
                    .as("a handshake that resumes a session sends no certificate")
                    .isGreaterThan(TestCertificate.octets(certificate) / 2);
            assertThat(resumed.carried("resumed")).isEqualTo("resumed");
        }
    }

    @Test
    void newKeysResumeNothing() {
        var listener = first.listener();
        var initiator = trusting(first);
        try (var whole = TlsPair.of(listener, initiator)) {
            listener.renew(List.of(first.tlsKey()));
            try (var again = TlsPair.of(listener, initiator)) {
                assertThat(again.isSecured()).as(again.failures()).isTrue();
                assertThat(again.octetsOfListener()).isGreaterThan(whole.octetsOfListener() - 100);
            }
        }
    }
}

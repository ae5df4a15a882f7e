package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXTERNAL (RFC 4422 appendix A; RFC 3080 section 4.1.3). */
class ExternalTest {
    private static final X509Certificate FRED =
            TestCertificates.of("dns", "example.com", "uri", "im:fred@example.com", "rfc822", "fred@Example.COM");

    private final SaslBench bench = new SaslBench();

    private SaslServer server(X509Certificate... chain) {
        return bench.authority(SaslBench.RESOURCES)
                .factory(SaslMechanism.EXTERNAL)
                .begin(bench.context(new TransportSecurity(Optional.empty(), List.of(chain))));
    }

    private static SaslStep play(SaslServer server, String authzid) {
        return SaslBench.play(SaslClient.external(authzid), server);
    }

    @Test
    @Requirement("BEEP-55")
    void derivesAnIdentityWhereNoneIsAskedFor() {
        assertThat(play(server(FRED), "")).isEqualTo(new SaslSuccess("fred@example.com", Octets.EMPTY));
        assertThat(play(server(TestCertificates.of("dns", "Example.com", "uri", "im:x@y")), ""))
                .isEqualTo(new SaslSuccess("im:x@y", Octets.EMPTY));
        assertThat(play(server(TestCertificates.of("dns", "Example.com")), ""))
                .isEqualTo(new SaslSuccess("example.com", Octets.EMPTY));
    }

    @ParameterizedTest
    @Requirement("BEEP-55")
    @ValueSource(strings = {"fred@example.com", "im:fred@example.com", "example.com"})
    void admitsAnIdentityOfTheCertificate(String authzid) {
        assertThat(play(server(FRED), authzid)).isEqualTo(new SaslSuccess(authzid, Octets.EMPTY));
    }

    @ParameterizedTest
    @Requirement({"BEEP-50", "BEEP-55"})
    @ValueSource(strings = {"wilma@example.com", "fred", "FRED@example.com", "fred@example.com ", "nobody reads this"})
    void refusesAnotherIdentity(String authzid) {
        assertThat(SaslBench.code(play(server(FRED), authzid))).isEqualTo(535);
    }

    @Test
    @Requirement({"BEEP-50", "BEEP-55"})
    void needsTlsAndACertificate() {
        assertThat(SaslBench.code(play(server(), ""))).isEqualTo(535);
        var outside = new SaslContext(SaslBench.DOMAIN, bench.context.hosts(), "p", false);
        var server = bench.authority(SaslBench.RESOURCES)
                .factory(SaslMechanism.EXTERNAL)
                .begin(outside);
        assertThat(SaslBench.code(play(server, "fred@example.com"))).isEqualTo(538);
        assertThat(SaslMechanism.EXTERNAL.fits(outside)).isFalse();
        assertThat(SaslMechanism.EXTERNAL.fits(bench.context(SaslBench.BOUND))).isFalse();
    }

    @Test
    void usesThePeersOwnCertificateOnly() {
        var authority = TestCertificates.of("rfc822", "admin@example.com");
        assertThat(play(server(FRED, authority), "")).isEqualTo(new SaslSuccess("fred@example.com", Octets.EMPTY));
        assertThat(SaslBench.code(play(server(FRED, authority), "admin@example.com")))
                .isEqualTo(535);
    }

    /** RFC 4422 appendix A.2. */
    @Test
    void playsTheExamplesOfTheRfc() {
        var first = server(FRED);
        assertThat(SaslBench.await(first.begin())).isEqualTo(new SaslChallenge(Octets.EMPTY));
        assertThat(SaslBench.say(first, "")).isInstanceOf(SaslSuccess.class);
        var second = server(TestCertificates.of("rfc822", "wilma@example.com"));
        assertThat(SaslBench.code(SaslBench.say(second, "fred@example.com"))).isEqualTo(535);
    }

    @Test
    void asksTheListenerWhomACertificateStandsFor() {
        var authority = bench.authority(SaslBench.RESOURCES).withCertificates(certificate -> List.of("", "admin"));
        var context = bench.context(new TransportSecurity(Optional.empty(), List.of(FRED)));
        var factory = authority.factory(SaslMechanism.EXTERNAL);
        assertThat(play(factory.begin(context), "admin")).isEqualTo(new SaslSuccess("admin", Octets.EMPTY));
        assertThat(SaslBench.code(play(factory.begin(context), ""))).isEqualTo(535);
        assertThat(SaslBench.code(play(factory.begin(context), "fred@example.com")))
                .isEqualTo(535);
    }

    @Test
    void aMappingThatFailsIsNoSuccess() {
        var authority = bench.authority(SaslBench.RESOURCES).withCertificates(certificate -> {
            throw new IllegalStateException("no directory");
        });
        var context = bench.context(new TransportSecurity(Optional.empty(), List.of(FRED)));
        assertThat(SaslBench.code(play(authority.factory(SaslMechanism.EXTERNAL).begin(context), "")))
                .isEqualTo(454);
    }

    @Test
    void refusesAnAddressThatTriesManyIdentities() {
        for (var i = 0; i < 30; i++) {
            assertThat(SaslBench.code(play(server(FRED), "user" + i))).isEqualTo(535);
        }
        assertThat(SaslBench.code(play(server(FRED), ""))).isEqualTo(454);
        assertThat(bench.throttles.accounts().size()).isZero();
    }

    @Test
    void refusesAnIdentityWithNul() {
        assertThat(SaslBench.code(SaslBench.say(server(FRED), "fred@example.com\0")))
                .isEqualTo(501);
        assertThatThrownBy(() -> SaslClient.external("a\0b")).hasMessageContaining("NUL");
        assertThat(SaslClient.external("x".repeat(512)).mechanism()).isEqualTo("EXTERNAL");
        assertThatThrownBy(() -> SaslClient.external("x".repeat(513))).hasMessageContaining("512");
    }

    @Test
    void aClientAnswersOnceAndTrustsNoChallenge() {
        var client = SaslClient.external("fred");
        assertThat(SaslBench.text(SaslBench.hear(client, "", false))).isEqualTo("fred");
        assertThat(SaslBench.hear(client, "", true)).isEqualTo(new SaslVerified());
        assertThat(SaslBench.hear(SaslClient.external(""), "", true)).isInstanceOf(SaslAbort.class);
        assertThat(SaslBench.hear(SaslClient.external(""), "x", false)).isInstanceOf(SaslAbort.class);
        var asked = SaslClient.external("");
        assertThat(asked.initialResponse()).contains(Octets.EMPTY);
        assertThat(SaslBench.hear(asked, "", false)).isEqualTo(new SaslResponse(Octets.EMPTY));
        assertThat(SaslBench.hear(asked, "", false)).isInstanceOf(SaslAbort.class);
    }

    // ---- certificates ----------------------------------------------------------------------------------------------

    private static List<String> identities(String... kindsAndNames) {
        return CertificateIdentities.subjectAltNames().of(TestCertificates.of(kindsAndNames));
    }

    @Test
    void readsTheNamesInTheirOrder() {
        assertThat(CertificateIdentities.subjectAltNames().of(FRED))
                .containsExactly("fred@example.com", "im:fred@example.com", "example.com");
        assertThat(identities()).isEmpty();
    }

    @Test
    void aNameThatMeansManyOrIsCutShortIsNobodys() {
        assertThat(identities("dns", "*.example.com")).isEmpty();
        assertThat(identities("rfc822", "fred@example.com\0.evil.example")).isEmpty();
        assertThat(identities("dns", "example.com\0.evil.example")).isEmpty();
        assertThat(identities("rfc822", "fr\u00e9d@example.com")).isEmpty();
        assertThat(identities("rfc822", "a b@example.com")).isEmpty();
        assertThat(identities("rfc822", "fred@", "rfc822", "@example.com", "rfc822", "fred"))
                .isEmpty();
        var longest = "x".repeat(500) + "@example.com";
        assertThat(identities("rfc822", longest)).containsExactly(longest);
        assertThat(identities("rfc822", "x" + longest)).isEmpty();
    }
}

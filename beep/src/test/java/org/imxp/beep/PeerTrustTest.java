package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes in which somebody else than the platform decides on trust. */
class PeerTrustTest {
    private static final PeerTrust NOBODY = (chain, serverName) -> {
        throw new CertificateException("nobody is trusted today");
    };

    @TempDir
    private static Path folder;

    private static TestCertificate server;
    private static TestCertificate client;

    @BeforeAll
    static void makeCertificates() {
        server = TestCertificate.make(folder, "example.com");
        client = TestCertificate.make(folder, "rubble.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.com", "localhost", "[10.0.0.1]", ""})
    void anInitiatorDecidesWithTheNameThatItAskedFor(String asked) {
        var names = new ArrayList<String>();
        PeerTrust decision = (chain, serverName) -> {
            assertThat(chain).containsExactly(server.certificate());
            names.add(serverName);
        };
        try (var pair = TlsPair.of(server.listener(), "", TlsContext.initiator(decision), asked)) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
            assertThat(names).containsExactly(asked);
        }
    }

    @Test
    void anInitiatorsRefusalEndsTheHandshakeInItsWords() {
        try (var pair = TlsPair.of(server.listener(), TlsContext.initiator(NOBODY))) {
            assertThat(pair.isSecured()).isFalse();
            assertThat(pair.failures()).contains("nobody is trusted today");
        }
    }

    @Test
    void aDecisionThatFailsTrustsNobody() {
        PeerTrust broken = (chain, serverName) -> {
            throw new IllegalStateException("broken");
        };
        try (var pair = TlsPair.of(server.listener(), TlsContext.initiator(broken))) {
            assertThat(pair.isSecured()).isFalse();
            assertThat(pair.failures()).contains("could not be decided");
        }
    }

    @ParameterizedTest
    @EnumSource(value = ClientCertificates.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aListenerDecidesOnItsPeers(ClientCertificates clients) {
        var showing = TlsContext.initiatorTrustingAnybody().withKey(client.tlsKey());
        try (var taken = TlsPair.of(server.listener().withClients(clients, (chain, name) -> {}), showing);
                var refused = TlsPair.of(server.listener().withClients(clients, NOBODY), showing)) {
            assertThat(taken.isSecured()).as(taken.failures()).isTrue();
            assertThat(taken.shownTo(taken.listener)).isEqualTo(client.certificate());
            assertThat(refused.isSecured()).isFalse();
            assertThat(refused.failures()).contains("nobody is trusted today");
        }
    }

    @Test
    void aPeerWithoutACertificateIsNotDecidedOn() {
        var listener = server.listener().withClients(ClientCertificates.OPTIONAL, NOBODY);
        try (var pair = TlsPair.of(listener, TlsContext.initiatorTrustingAnybody())) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
        }
    }

    @Test
    void theDefaultIsShownOnlyWhereNoOtherHasTheName() {
        var all = TestCertificate.make(folder, "EC", "CN=all", "san=dns:example.com,dns:rubble.com");
        var listener = TlsContext.listener(List.of(all.tlsKey(), client.tlsKey()));
        try (var own = TlsPair.of(listener, "", TlsContext.initiatorTrustingAnybody(), "rubble.com");
                var other = TlsPair.of(listener, "", TlsContext.initiatorTrustingAnybody(), "example.com");
                var none = TlsPair.of(listener, "rubble.com", TlsContext.initiatorTrustingAnybody(), "")) {
            assertThat(own.shownTo(own.initiator)).isEqualTo(client.certificate());
            assertThat(other.shownTo(other.initiator)).isEqualTo(all.certificate());
            assertThat(none.shownTo(none.initiator)).isEqualTo(client.certificate());
        }
    }
}

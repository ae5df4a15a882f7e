package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM and the TLS session that it runs in (RFC 5802 section 6, RFC 9266). */
class ChannelBindingTest {
    private static final Optional<TransportSecurity> BOUND = Optional.of(SaslBench.BOUND);
    private static final Optional<TransportSecurity> BARE = Optional.of(TransportSecurity.BARE);

    private final SaslBench bench = new SaslBench();
    private final SaslLogin login =
            new SaslLogin("fred", SaslBench.PASSWORD.toCharArray(), SaslBench.DOMAIN, SaslBench.RESOURCES);

    private SaslServer server(SaslMechanism mechanism, TransportSecurity security) {
        return bench.authority(SaslBench.RESOURCES).factory(mechanism).begin(bench.context(security));
    }

    private static String first(SaslClient client) {
        return client.initialResponse().map(SaslBench::text).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256_PLUS", "SCRAM_SHA_1_PLUS"})
    void admitsAPeerOnTheSameTlsSession(SaslMechanism mechanism) {
        var client = login.client(mechanism, BOUND);
        var server = server(mechanism, SaslBench.BOUND);
        assertThat(client.mechanism()).isEqualTo(mechanism.registeredName()).isEqualTo(server.mechanism());
        assertThat(first(client)).startsWith("p=tls-exporter,,n=fred,r=");
        var step = (SaslSuccess) SaslBench.play(client, server);
        assertThat(step.identity()).isEqualTo(SaslBench.FRED);
        assertThat(SaslBench.hear(client, step.data(), true)).isEqualTo(new SaslVerified());
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256_PLUS", "SCRAM_SHA_1_PLUS"})
    void refusesAPeerOnAnotherTlsSession(SaslMechanism mechanism) {
        var elsewhere = new TransportSecurity(Optional.of(Octets.random(32, SaslBench.RANDOM)), List.of());
        var client = login.client(mechanism, Optional.of(elsewhere));
        assertThat(SaslBench.code(SaslBench.play(client, server(mechanism, SaslBench.BOUND))))
                .isEqualTo(535);
    }

    @ParameterizedTest
    @Requirement("BEEP-72")
    @CsvSource({
        "SCRAM_SHA_256_PLUS, 'y,,'",
        "SCRAM_SHA_1_PLUS, 'y,,'",
        "SCRAM_SHA_256, 'y,,'",
        "SCRAM_SHA_1, 'y,,'",
        "SCRAM_SHA_256_PLUS, 'p=tls-unique,,'",
        "SCRAM_SHA_1_PLUS, 'p=tls-server-end-point,,'",
        "SCRAM_SHA_256_PLUS, 'p=TLS-EXPORTER,,'",
    })
    void aServerThatBindsFailsAFlag(SaslMechanism mechanism, String header) {
        var step = SaslBench.say(server(mechanism, SaslBench.BOUND), header + "n=fred,r=abc");
        assertThat(SaslBench.code(step)).isEqualTo(535);
    }

    @ParameterizedTest
    @Requirement("BEEP-70")
    @CsvSource({
        "SCRAM_SHA_256_PLUS, 'n,,'",
        "SCRAM_SHA_256, 'p=tls-exporter,,'",
        "SCRAM_SHA_256_PLUS, 'p=,,'",
        "SCRAM_SHA_256_PLUS, 'p=tls_exporter,,'",
        "SCRAM_SHA_256_PLUS, 'p,,'",
    })
    void aFlagOfTheOtherMechanismIsMalformed(SaslMechanism mechanism, String header) {
        var step = SaslBench.say(server(mechanism, SaslBench.BOUND), header + "n=fred,r=abc");
        assertThat(SaslBench.code(step)).isEqualTo(501);
    }

    @Test
    void aServerThatBindsAdmitsAPeerThatCannot() {
        var client = login.client(SaslMechanism.SCRAM_SHA_256, BARE);
        assertThat(first(client)).startsWith("n,,");
        assertThat(SaslBench.play(
                        login.client(SaslMechanism.SCRAM_SHA_256, BARE),
                        server(SaslMechanism.SCRAM_SHA_256, SaslBench.BOUND)))
                .isInstanceOf(SaslSuccess.class);
    }

    @ParameterizedTest
    @Requirement("BEEP-72")
    @EnumSource(names = {"SCRAM_SHA_256_PLUS", "SCRAM_SHA_1_PLUS"})
    void bindingNeedsTlsAndItsChannelBinding(SaslMechanism mechanism) {
        assertThat(SaslBench.code(SaslBench.say(server(mechanism, TransportSecurity.BARE), "x")))
                .isEqualTo(534);
        var outside = bench.authority(SaslBench.RESOURCES)
                .factory(mechanism)
                .begin(new SaslContext(SaslBench.DOMAIN, bench.context.hosts(), "p", false));
        assertThat(SaslBench.code(SaslBench.say(outside, "x"))).isEqualTo(538);
        assertThat(mechanism.fits(bench.context)).isFalse();
        assertThat(mechanism.fits(bench.context(SaslBench.BOUND))).isTrue();
        assertThatThrownBy(() -> login.client(mechanism, BARE)).hasMessageContaining("channel binding");
    }

    @ParameterizedTest
    @Requirement({"BEEP-70", "BEEP-72"})
    @ValueSource(strings = {"n,,", "p=tls-exporter,,", "y,,"})
    void validatesWhatIsBoundWhateverTheProof(String header) {
        var keys = SaslBench.STORED.scramSha256();
        var exporter = SaslBench.BOUND.exporter().orElseThrow();
        var sent = ScramClientFirst.parse("p=tls-exporter,,n=fred,r=abc");
        var exchange = new ScramExchange(ScramHash.SHA_256, keys, new ChannelBinding.Required(exporter), sent, "def");
        var bound = ChannelBinding.joined(Octets.ofText(header).toByteArray(), exporter);
        assertThat(proves(exchange, sent, bound)).isEqualTo(header.startsWith("p"));
        assertThat(proves(exchange, sent, Octets.ofText(header).toByteArray())).isFalse();
    }

    private static boolean proves(ScramExchange exchange, ScramClientFirst first, byte[] bound) {
        var stored = SaslBench.STORED.scramSha256();
        var keys = ScramArithmetic.clientKeys(
                ScramHash.SHA_256, SaslBench.PASSWORD.toCharArray(), stored.salt(), stored.iterations());
        var withoutProof = "c=" + WireText.base64(bound) + ",r=abcdef";
        var authMessage = first.bare() + "," + exchange.serverFirst() + "," + withoutProof;
        var proof = ScramArithmetic.proof(ScramHash.SHA_256, keys, authMessage);
        return exchange.finish(withoutProof + ",p=" + WireText.base64(proof)).proved();
    }

    // ---- what a client says ----------------------------------------------------------------------------------------

    @Test
    void aClientBindsWhereItCan() {
        var offered = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS");
        assertThat(login.strongest(offered, BOUND).map(SaslClient::mechanism)).contains("SCRAM-SHA-256-PLUS");
        assertThat(login.strongest(offered, BARE).map(ChannelBindingTest::first))
                .hasValueSatisfying(first -> assertThat(first).startsWith("n,,"));
    }

    @Test
    void aClientThatCouldBindSaysThatItWasNotOffered() {
        var client = login.strongest(List.of("SCRAM-SHA-256", "SCRAM-SHA-1"), BOUND);
        assertThat(client.map(SaslClient::mechanism)).contains("SCRAM-SHA-256");
        assertThat(client.map(ChannelBindingTest::first))
                .hasValueSatisfying(first -> assertThat(first).startsWith("y,,"));
        assertThat(SaslBench.play(client.orElseThrow(), server(SaslMechanism.SCRAM_SHA_256, TransportSecurity.BARE)))
                .isInstanceOf(SaslSuccess.class);
    }

    @Test
    void aClientThatMayNotBindSaysThatItCannot() {
        var client = login.strongest(
                List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"), List.of(SaslMechanism.SCRAM_SHA_256), BOUND);
        assertThat(client.map(ChannelBindingTest::first))
                .hasValueSatisfying(first -> assertThat(first).startsWith("n,,"));
    }

    @Test
    void anOfferThatWasCutShortFails() {
        var client = login.strongest(List.of("SCRAM-SHA-256"), BOUND).orElseThrow();
        var step = SaslBench.play(client, server(SaslMechanism.SCRAM_SHA_256, SaslBench.BOUND));
        assertThat(SaslBench.code(step)).isEqualTo(535);
        assertThat(((SaslFailure) step).text()).contains("somebody may be in between");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void aChannelBindingHas32Octets(int length) {
        var exporter = Optional.of(Octets.of(new byte[length]));
        assertThatThrownBy(() -> new TransportSecurity(exporter, List.of())).hasMessageContaining(length + " octets");
    }
}

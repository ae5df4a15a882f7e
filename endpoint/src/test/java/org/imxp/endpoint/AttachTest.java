package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttachTest {
    private final ScriptedRelay relay = new ScriptedRelay();

    @AfterEach
    void close() {
        relay.close();
    }

    private static AttachException failure(EndpointSettings settings) {
        return catchThrowableOfType(
                AttachException.class, () -> Endpoint.attach(settings).close());
    }

    @Test
    @Requirement({"SEED-46", "CORE-10"})
    void authenticatesAsItsAddressAndAttachesInTheStart() {
        try (var fred = Endpoint.attach(relay.fred())) {
            assertThat(fred.address()).hasToString("fred@example.com");
            assertThat(relay.identity.join()).isEqualTo("fred@example.com");
            assertThat(relay.starts).containsExactly("<attach endpoint='fred@example.com' transID='1' />");
        }
    }

    @Test
    void takesTheStrongestMechanismThatIsOffered() {
        try (var _ = Endpoint.attach(relay.fred())) {
            assertThat(relay.mechanism.join()).isEqualTo("SCRAM-SHA-256");
        }
    }

    @Test
    @Requirement("SEED-44")
    void authenticatesByDigestMd5() {
        relay.mechanisms = List.of(SaslMechanism.DIGEST_MD5);
        try (var _ = Endpoint.attach(relay.fred())) {
            assertThat(relay.mechanism.join()).isEqualTo("DIGEST-MD5");
            assertThat(relay.identity.join()).isEqualTo("fred@example.com");
        }
    }

    @Test
    void takesOnlyMechanismsThatAreAllowed() {
        try (var _ = Endpoint.attach(relay.fred().withMechanisms("DIGEST-MD5", "PLAIN"))) {
            assertThat(relay.mechanism.join()).isEqualTo("DIGEST-MD5");
        }
    }

    @Test
    @Requirement("WIRE-12")
    void doesNotSendThePasswordOutsideTls() {
        relay.mechanisms = List.of(SaslMechanism.PLAIN);
        var failure = failure(relay.fred());
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(failure.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED);
        assertThat(failure).hasMessageContaining("without TLS").hasMessageContaining("SASL/PLAIN");
        assertThat(relay.mechanism).isNotDone();
    }

    @Test
    @Requirement({"WIRE-12", "BEEP-52"})
    void encryptsFirstAndThenAuthenticates() {
        relay.tls = TlsPolicy.REQUIRED;
        relay.mechanisms = List.of(SaslMechanism.PLAIN);
        try (var _ = Endpoint.attach(relay.fred())) {
            assertThat(relay.identity.join()).isEqualTo("fred@example.com");
            assertThat(relay.channel().session().tlsPeer()).isPresent();
            assertThat(relay.channel().session().serverName()).contains("example.com");
        }
    }

    @Test
    @Requirement("BEEP-48")
    void failsClosedWhenTlsIsRequiredAndNotOffered() {
        var failure = failure(relay.fred().withTls(TlsPolicy.REQUIRED));
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(failure.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED);
        assertThat(failure).hasMessageContaining("does not offer it");
        assertThat(relay.mechanism).isNotDone();
        assertThat(relay.starts).isEmpty();
    }

    @Test
    void goesWithoutTlsWhereItIsOptionalAndNotOffered() {
        try (var _ = Endpoint.attach(relay.fred().withTls(TlsPolicy.OPTIONAL))) {
            assertThat(relay.channel().session().tlsPeer()).isEmpty();
        }
    }

    @Test
    void usesTlsWhereItIsOptionalAndOffered() {
        relay.tls = TlsPolicy.OPTIONAL;
        try (var _ = Endpoint.attach(relay.fred())) {
            assertThat(relay.channel().session().tlsPeer()).isPresent();
        }
    }

    @Test
    void refusesARelayThatNobodyVouchesFor() {
        relay.tls = TlsPolicy.REQUIRED;
        relay.keys = TestKeys.of("example.com");
        assertThat(failure(relay.fred()).stage()).isEqualTo(Stage.TLS);
        assertThat(relay.mechanism).isNotDone();
    }

    @Test
    void refusesTheCertificateOfAnotherDomain() {
        relay.tls = TlsPolicy.REQUIRED;
        relay.keys = TestKeys.of("rubble.com");
        var failure = failure(relay.fred().trusting(relay.keys.trust()));
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(relay.mechanism).isNotDone();
    }

    @Test
    void tellsAWrongPassword() {
        var settings = EndpointSettings.of("fred@example.com", "granite")
                .relay("127.0.0.1", relay.address().getPort())
                .withTls(TlsPolicy.OFF);
        var failure = failure(settings);
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(failure.code()).isEqualTo(ReplyCode.AUTHENTICATION_FAILURE);
        assertThat(failure.getMessage()).contains("fred@example.com").doesNotContain("granite");
        assertThat(relay.ended.join().reason()).isNotEmpty();
    }

    @Test
    @Requirement("CORE-10")
    void tellsWhyTheRelayDoesNotAttach() {
        relay.attached = _ -> Optional.of(new ErrorReply(ReplyCode.TRANSACTION_FAILED, "fred is attached elsewhere"));
        var failure = failure(relay.fred());
        assertThat(failure.stage()).isEqualTo(Stage.ATTACH);
        assertThat(failure.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED);
        assertThat(failure).hasMessageEndingWith("554 fred is attached elsewhere");
    }

    @Test
    @Requirement("CORE-16")
    void attachesWithOptions() {
        relay.attached = attach -> {
            var option = ((Attach) attach).options().getFirst();
            assertThat(option.name()).isEqualTo(new InternalOption("attachOverride"));
            return Optional.of(new Ok());
        };
        Endpoint.attach(relay.fred().overriding()).close();
    }

    @Test
    void attachesByAMessageWhenTheRelayDoesNotLookAtTheStart() throws Exception {
        relay.looksAtStart = false;
        try (var _ = Endpoint.attach(relay.fred())) {
            assertThat(relay.next().payload().element()).isInstanceOf(Attach.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"WIRE-1", "SEED-50"})
    void speaksTheDialectThatItPrefers(Dialect dialect) {
        try (var fred = Endpoint.attach(relay.fred().withDialect(dialect))) {
            assertThat(fred.dialect()).isEqualTo(dialect);
            assertThat(relay.channel().profile()).isEqualTo(dialect.profileUri());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"WIRE-1", "WIRE-2"})
    void speaksTheDialectThatTheRelayOffers(Dialect dialect) {
        relay.profiles = List.of(dialect.profileAlias());
        try (var fred = Endpoint.attach(relay.fred())) {
            assertThat(fred.dialect()).isEqualTo(dialect);
            assertThat(relay.channel().profile()).isEqualTo(dialect.profileAlias());
        }
    }

    @Test
    void refusesAPeerThatIsNoRelay() {
        relay.profiles = List.of();
        var failure = failure(relay.fred());
        assertThat(failure.stage()).isEqualTo(Stage.ATTACH);
        assertThat(failure).hasMessageContaining("neither IMXP nor APEX");
    }

    @Test
    void tellsThatThereIsNoRelay() throws Exception {
        // Taken by a socket that does not listen, so that nobody else can get it meanwhile.
        try (var taken = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var port = taken.socket().getLocalPort();
            var failure = failure(relay.fred().relay("127.0.0.1", port));
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
            assertThat(failure.code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void waitsNoLongerThanItsBound() {
        var time = new ManualTime();
        relay.attached = _ -> {
            time.advance(Duration.ofSeconds(30));
            return Optional.empty();
        };
        var failure = failure(relay.fred().withEnvironment(Environment.system().withTime(time, time)));
        assertThat(failure.stage()).isEqualTo(Stage.ATTACH);
        assertThat(failure.code()).isEqualTo(ReplyCode.ABORTED);
        assertThat(failure).hasMessageContaining("PT30S");
    }

    @Test
    void doesNotShowItsPassword() {
        assertThat(relay.fred().toString())
                .startsWith("fred@example.com at 127.0.0.1:")
                .doesNotContain("bedrock");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> EndpointSettings.of("imxp=report@example.com", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a service");
        assertThatThrownBy(() -> relay.fred().withMechanisms())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one or more");
        assertThatThrownBy(() -> relay.fred().withMechanisms("CRAM-MD5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CRAM-MD5")
                .hasMessageContaining("SCRAM-SHA-256, SCRAM-SHA-1-PLUS, SCRAM-SHA-1, DIGEST-MD5, PLAIN");
        assertThatThrownBy(() -> EndpointLimits.DEFAULT.withInbox(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inboxMessages is 0: allowed is 1 or more");
    }
}

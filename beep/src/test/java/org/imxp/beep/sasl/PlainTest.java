package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    private static final String FRED_LOGS_IN = "\0fred\0" + SaslBench.PASSWORD;

    private final SaslBench bench = new SaslBench();
    private final SaslServer server = bench.server(SaslMechanism.PLAIN);

    @ParameterizedTest
    @ValueSource(strings = {"fred", "fred@example.com"})
    void admitsTheAccountHoweverItIsWritten(String username) {
        var client = SaslBench.client(SaslMechanism.PLAIN, username, SaslBench.PASSWORD);
        assertThat(SaslBench.play(client, server)).isEqualTo(new SaslSuccess("fred@example.com", Octets.EMPTY));
        assertThat(SaslBench.hear(client, "", true)).isEqualTo(new SaslVerified());
    }

    @Test
    @Requirement("BEEP-50")
    void refusesToHearAPasswordOutsideTls() {
        bench.context = new SaslContext("example.com", Set.of(), "192.0.2.1", false);
        bench.source = (username, serverName) -> {
            throw new AssertionError("the store was asked");
        };
        assertThat(SaslBench.code(SaslBench.say(bench.server(SaslMechanism.PLAIN), FRED_LOGS_IN)))
                .isEqualTo(538);
    }

    @Test
    void refusesToTellAPasswordOutsideTls() {
        var login = new SaslLogin("fred", "x".toCharArray(), "example.com", SaslBench.RESOURCES);
        assertThatThrownBy(() -> login.client(SaslMechanism.PLAIN, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PLAIN is allowed inside TLS only");
        assertThat(login.strongest(List.of("PLAIN"), false)).isEmpty();
    }

    @ParameterizedTest
    @Requirement("BEEP-50")
    @ValueSource(strings = {"fred", "fred\0x", "\0fred\0x\0", "\0\0\0"})
    void refusesAMessageThatIsMalformed(String message) {
        assertThat(SaslBench.code(SaslBench.say(server, message))).isEqualTo(501);
    }

    @ParameterizedTest
    @Requirement("BEEP-50")
    @ValueSource(strings = {"\0fred\0wrong", "\0\0x", "\0fred\0", "\0fred\0\u0007", "\0\u0007\0x"})
    void refusesWrongCredentials(String message) {
        assertThat(SaslBench.code(SaslBench.say(server, message))).isEqualTo(535);
    }

    @Test
    void asksOnceAPeerThatBeginsWithNothing() {
        assertThat(SaslBench.say(server, "")).isEqualTo(new SaslChallenge(Octets.EMPTY));
        assertThat(SaslBench.code(SaslBench.say(server, ""))).isEqualTo(501);
    }

    @Test
    void preparesThePassword() {
        var prepared = "\0fred\0" + SaslBench.PASSWORD.replace(' ', '\u00a0');
        assertThat(SaslBench.say(server, prepared)).isInstanceOf(SaslSuccess.class);
    }

    @Test
    void derivesThePasswordOnTheExecutor() {
        var tasks = new ArrayDeque<Runnable>();
        var resources = new SaslResources(SaslBench.RANDOM, tasks::add);
        var stage = bench.server(SaslMechanism.PLAIN, resources)
                .respond(Octets.ofText(FRED_LOGS_IN).toByteArray());
        assertThat(stage.toCompletableFuture()).isNotDone();
        tasks.remove().run();
        assertThat(SaslBench.await(stage)).isInstanceOf(SaslSuccess.class);
    }

    @Test
    void clientAnswersAnEmptyChallengeOnce() {
        var client = SaslBench.client(SaslMechanism.PLAIN, "fred", SaslBench.PASSWORD);
        assertThat(SaslBench.text(SaslBench.hear(client, "", false))).isEqualTo(FRED_LOGS_IN);
        assertThat(SaslBench.hear(client, "", false)).isInstanceOf(SaslAbort.class);
    }

    @Test
    void clientTellsNothingToAServerThatAsksForMore() {
        var client = SaslBench.client(SaslMechanism.PLAIN, "fred", SaslBench.PASSWORD);
        assertThat(SaslBench.hear(client, "password?", false)).isInstanceOf(SaslAbort.class);
    }
}

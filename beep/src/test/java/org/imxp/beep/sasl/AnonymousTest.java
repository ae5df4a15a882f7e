package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ANONYMOUS (RFC 4505). */
class AnonymousTest {
    private final SaslBench bench = new SaslBench();
    private final List<String> traces = new ArrayList<>();

    private SaslServer server() {
        return bench.authority(SaslBench.RESOURCES)
                .withAnonymous((trace, context) -> {
                    traces.add(trace + " from " + context.peer());
                    return trace.equals("unwanted") ? Optional.empty() : Optional.of("nobody@example.com");
                })
                .factory(SaslMechanism.ANONYMOUS)
                .begin(bench.context);
    }

    /** RFC 4505 section 4. */
    @Test
    void playsTheExampleOfTheRfc() {
        var server = server();
        assertThat(SaslBench.await(server.begin())).isEqualTo(new SaslChallenge(Octets.EMPTY));
        assertThat(SaslBench.say(server, "sirhc")).isEqualTo(new SaslSuccess("nobody@example.com", Octets.EMPTY));
        assertThat(traces).containsExactly("sirhc from 192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sirhc", "fred@example.com", "\"a@b\"@example.com", "two words", "φρεντ", "\u2ff0"})
    void takesTraceInformation(String trace) {
        assertThat(SaslBench.play(SaslClient.anonymous(trace), server())).isInstanceOf(SaslSuccess.class);
        assertThat(traces).containsExactly(trace + " from 192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line\nbreak",
                "\0",
                "\u001b[2J",
                "\u0085",
                "\ue000",
                "\ufffe",
                "\u202e",
                "\u05d0a",
                "\ufffd",
                "@",
                "fred@",
                "@example.com",
                "fréd@example.com"
            })
    void refusesTraceInformation(String trace) {
        assertThat(SaslBench.code(SaslBench.say(server(), trace))).isEqualTo(501);
        assertThat(traces).isEmpty();
        assertThatThrownBy(() -> SaslClient.anonymous(trace)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes255CharactersAndNoMore() {
        var longest = "\ud834\udd1e".repeat(255);
        assertThat(SaslBench.say(server(), longest)).isInstanceOf(SaslSuccess.class);
        assertThat(SaslBench.code(SaslBench.say(server(), longest + "x"))).isEqualTo(501);
        assertThatThrownBy(() -> SaslClient.anonymous(longest + "x")).hasMessageContaining("256");
    }

    @Test
    void admitsNobodyUnlessTheListenerSaysSo() {
        var server = bench.server(SaslMechanism.ANONYMOUS);
        assertThat(SaslBench.code(SaslBench.say(server, "sirhc"))).isEqualTo(534);
        assertThat(SaslBench.code(SaslBench.say(server(), "unwanted"))).isEqualTo(535);
    }

    @Test
    void refusesAnAddressThatIsUnwantedTooOften() {
        for (var i = 0; i < 30; i++) {
            assertThat(SaslBench.code(SaslBench.say(server(), "unwanted"))).isEqualTo(535);
        }
        assertThat(SaslBench.code(SaslBench.say(server(), "sirhc"))).isEqualTo(454);
        assertThat(traces).hasSize(30);
    }

    @Test
    void refusesOctetsThatAreNotUtf8() {
        assertThat(SaslBench.code(SaslBench.say(server(), Octets.of(new byte[] {(byte) 0xff}))))
                .isEqualTo(501);
    }
}

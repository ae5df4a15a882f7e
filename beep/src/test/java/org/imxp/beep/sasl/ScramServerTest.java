package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramServerTest {
    private final SaslBench bench = new SaslBench();
    private final SaslServer server = bench.server(SaslMechanism.SCRAM_SHA_256);

    @ParameterizedTest
    @ValueSource(strings = {"fred", "fred@example.com"})
    void admitsTheAccountHoweverItIsWritten(String username) {
        var client = SaslBench.client(SaslMechanism.SCRAM_SHA_256, username, SaslBench.PASSWORD);
        var step = (SaslSuccess) SaslBench.play(client, server);
        assertThat(step.identity()).isEqualTo("fred@example.com");
        assertThat(SaslBench.hear(client, step.data(), true)).isEqualTo(new SaslVerified());
    }

    @Test
    @Requirement("BEEP-50")
    void refusesAWrongPassword() {
        var client = SaslBench.client(SaslMechanism.SCRAM_SHA_256, "fred", "wrong");
        assertThat(SaslBench.code(SaslBench.play(client, server))).isEqualTo(535);
    }

    @Test
    @Requirement({"BEEP-49", "BEEP-70"})
    void asksAPeerThatBeginsWithNothing() {
        assertThat(SaslBench.say(server, "")).isEqualTo(new SaslChallenge(Octets.EMPTY));
        assertThat(SaslBench.say(server, "n,,n=fred,r=abc")).isInstanceOf(SaslChallenge.class);
    }

    @ParameterizedTest
    @Requirement({"BEEP-50", "BEEP-70"})
    @ValueSource(
            strings = {
                "x,,n=fred,r=abc",
                ",,n=fred,r=abc",
                "p=tls-exporter,,n=fred,r=abc",
                "n=fred,r=abc",
                "n,fred,n=fred,r=abc",
                "n,a=,n=fred,r=abc",
                "n,a=fr=ed,n=fred,r=abc",
                "n,,m=x,n=fred,r=abc",
                "n,,n=fr=ed,r=abc",
                "n,,n=fr=2ced,r=abc",
                "n,,n=fred=,r=abc",
                "n,,n=,r=abc",
                "n,,r=abc,n=fred",
                "n,,n=fred",
                "n,,n=fred,r=",
                "n,,n=fred,r=a\u00e9",
                "n,,n=fred,r=abc,",
                "n,,n=fred,r=abc,1=x",
                "n,,n=\u0007,r=abc",
                "n",
                "n,",
            })
    void refusesAFirstMessage(String message) {
        assertThat(SaslBench.code(SaslBench.say(server, message))).isEqualTo(501);
    }

    @ParameterizedTest
    @Requirement("BEEP-70")
    @ValueSource(strings = {"n,,n=fred,r=abc", "y,,n=fred,r=abc", "n,,n=fred,r=abc,x=optional,z=ignored"})
    void acceptsAFirstMessage(String message) {
        assertThat(SaslBench.text(SaslBench.say(server, message))).matches("r=abc[^,]{16,},s=[^,]+,i=10000");
    }

    @Test
    @Requirement("BEEP-70")
    void unescapesTheUsername() {
        assertThat(ScramClientFirst.parse("n,,n=a=2Cb=3Dc,r=x").username()).isEqualTo("a,b=c");
        assertThat(ScramName.unescape(ScramName.escape("a,b=c=2C"))).isEqualTo("a,b=c=2C");
    }

    @Test
    @Requirement("BEEP-70")
    void preparesTheUsernameForTheSource() {
        assertThat(SaslBench.say(server, "n,,n=fr\u00aded,r=abc")).isInstanceOf(SaslChallenge.class);
        var keys = SaslBench.STORED.scramSha256();
        assertThat(SaslBench.text(SaslBench.say(bench.server(SaslMechanism.SCRAM_SHA_256), "n,,n=fr\u00aded,r=abc")))
                .contains(Base64.getEncoder().encodeToString(keys.salt().toByteArray()));
    }

    @ParameterizedTest
    @Requirement("BEEP-70")
    @CsvSource({
        "'c=biws', 'c=eSws', 535",
        "'r=abc', 'r=abd', 535",
        "'c=biws,', 'c=biws,m=x,', 501",
        "'c=biws,', 'm=x,c=biws,', 501",
        "'c=biws,', '', 501",
        "',p=', ',q=', 501",
        "',p=', ',m=x,p=', 501",
        "',p=', ',p=!', 501",
        "',p=', ',p=AAAA', 535",
    })
    void refusesAFinalMessageThatIsChanged(String part, String changed, int code) {
        var client = SaslBench.client(SaslMechanism.SCRAM_SHA_256, "fred", SaslBench.PASSWORD);
        var first = client.initialResponse().map(SaslBench::text).orElseThrow();
        var nonce = first.substring(first.indexOf("r=") + 2);
        var challenge = SaslBench.say(server, first);
        var last = SaslBench.text(SaslBench.hear(client, SaslBench.text(challenge), false))
                .replace(nonce, "abc")
                .replace(part, changed)
                .replace("r=abc", "r=" + nonce);
        assertThat(SaslBench.code(SaslBench.say(server, last))).isEqualTo(code);
    }

    @Test
    @Requirement("BEEP-70")
    void refusesAnotherHeaderThanTheFirstMessageHad() {
        var keys = SaslBench.STORED.scramSha256();
        var first = ScramClientFirst.parse("y,,n=fred,r=abc");
        var exchange = new ScramExchange(ScramHash.SHA_256, keys, new ChannelBinding.NotOffered(), first, "def");
        assertThat(proves(exchange, first, "c=eSws,r=abcdef")).isTrue();
        assertThat(proves(exchange, first, "c=biws,r=abcdef")).isFalse();
        assertThat(proves(exchange, first, "c=eSws,r=abc")).isFalse();
        assertThat(proves(exchange, first, "c=eSws,r=abcdef,x=ignored")).isTrue();
    }

    /** Whether a final message with this beginning, and the right proof for it, is accepted. */
    private static boolean proves(ScramExchange exchange, ScramClientFirst first, String withoutProof) {
        var stored = SaslBench.STORED.scramSha256();
        var keys = ScramArithmetic.clientKeys(
                ScramHash.SHA_256, SaslBench.PASSWORD.toCharArray(), stored.salt(), stored.iterations());
        var authMessage = first.bare() + "," + exchange.serverFirst() + "," + withoutProof;
        var proof = ScramArithmetic.proof(ScramHash.SHA_256, keys, authMessage);
        return exchange.finish(withoutProof + ",p=" + WireText.base64(proof)).proved();
    }

    @Test
    void refusesAMessageThatIsNotUtf8() {
        assertThat(SaslBench.code(SaslBench.say(server, Octets.of(new byte[] {'n', ',', ',', (byte) 0xff}))))
                .isEqualTo(501);
    }

    @Test
    void drawsAFreshNonceForEachAttempt() {
        var other = bench.server(SaslMechanism.SCRAM_SHA_256);
        assertThat(SaslBench.say(server, "n,,n=fred,r=abc")).isNotEqualTo(SaslBench.say(other, "n,,n=fred,r=abc"));
    }
}

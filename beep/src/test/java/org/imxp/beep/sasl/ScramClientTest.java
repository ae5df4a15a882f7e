package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramClientTest {
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String FIRST = "r=abcdef,s=" + SALT + ",i=4096";

    private final SaslClient client = new GuardedClient(new ScramClient(
            ScramHash.SHA_256,
            new ClientBinding.CannotBind(),
            PreparedLogin.of("fred", "x".toCharArray()),
            "abc",
            Runnable::run));

    @ParameterizedTest
    @Requirement({"BEEP-70", "BEEP-71"})
    @ValueSource(
            strings = {
                "r=abc,s=" + SALT + ",i=4096", // nothing of the server's own
                "r=xyzdef,s=" + SALT + ",i=4096",
                "r=abc\u00e9,s=" + SALT + ",i=4096",
                "m=x,r=abcdef,s=" + SALT + ",i=4096",
                "s=" + SALT + ",r=abcdef,i=4096",
                "r=abcdef,s=!,i=4096",
                "r=abcdef,s=" + SALT,
                "r=abcdef,s=" + SALT + ",i=4095",
                "r=abcdef,s=" + SALT + ",i=1000001",
                "r=abcdef,s=" + SALT + ",i=99999999999",
                "r=abcdef,s=" + SALT + ",i=-4096",
                "r=abcdef,s=" + SALT + ",i=4096x",
                "e=unknown-user",
                "",
                "\0",
            })
    void abortsOn(String challenge) {
        var begun = client.initialResponse();
        assertThat(begun).isPresent();
        assertThat(SaslBench.hear(client, challenge, false)).isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement("BEEP-71")
    void acceptsTheMostIterations() {
        assertThat(client.initialResponse()).isPresent();
        assertThat(SaslBench.hear(client, "r=abcdef,s=" + SALT + ",i=1000000", false))
                .isInstanceOf(SaslResponse.class);
    }

    @Test
    @Requirement("BEEP-70")
    void ignoresUnknownAttributes() {
        assertThat(client.initialResponse()).isPresent();
        assertThat(SaslBench.hear(client, FIRST + ",x=optional", false)).isInstanceOf(SaslResponse.class);
    }

    @Test
    void beginsOnAnEmptyChallengeWhenTheStartCarriedNothing() {
        assertThat(SaslBench.text(SaslBench.hear(client, "", false))).isEqualTo("n,,n=fred,r=abc");
        assertThat(SaslBench.hear(client, FIRST, false)).isInstanceOf(SaslResponse.class);
    }

    @Test
    void abortsWhenTheServerSpeaksFirst() {
        assertThat(SaslBench.hear(client, FIRST, false)).isInstanceOf(SaslAbort.class);
    }

    @ParameterizedTest
    @Requirement("BEEP-70")
    @ValueSource(strings = {"", "v=AAAA", "v=!", "e=invalid-proof", "x=1"})
    void doesNotTrustAServerWithoutProof(String last) {
        assertThat(client.initialResponse()).isPresent();
        assertThat(SaslBench.hear(client, FIRST, false)).isInstanceOf(SaslResponse.class);
        assertThat(SaslBench.hear(client, last, true)).isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement("BEEP-70")
    void doesNotTrustAServerThatSkipsTheExchange() {
        assertThat(client.initialResponse()).isPresent();
        assertThat(SaslBench.hear(client, "", true)).isInstanceOf(SaslAbort.class);
    }

    @Test
    void acceptsAProofThatComesBeforeComplete() {
        var bench = new SaslBench();
        var fred = SaslBench.client(SaslMechanism.SCRAM_SHA_256, "fred", SaslBench.PASSWORD);
        var success = (SaslSuccess) SaslBench.play(fred, bench.server(SaslMechanism.SCRAM_SHA_256));
        assertThat(SaslBench.hear(fred, success.data(), false)).isEqualTo(new SaslResponse(Octets.EMPTY));
        assertThat(SaslBench.hear(fred, Octets.EMPTY, true)).isEqualTo(new SaslVerified());
    }

    @Test
    void showsAServersErrorOnlyWhenItIsAPlainWord() {
        assertThat(client.initialResponse()).isPresent();
        assertThat(SaslBench.hear(client, "e=\u001b[2J", false)).isEqualTo(new SaslAbort("the server refused"));
    }

    @Test
    void abortsOnAChallengeOneOctetTooLong() {
        assertThat(client.initialResponse()).isPresent();
        var longest = FIRST + ",x=" + "y".repeat(SaslClient.MAX_CHALLENGE - FIRST.length() - 3);
        assertThat(SaslBench.hear(client, longest + "y", false)).isInstanceOf(SaslAbort.class);
    }

    @Test
    void readsTheLongestChallenge() {
        assertThat(client.initialResponse()).isPresent();
        var longest = FIRST + ",x=" + "y".repeat(SaslClient.MAX_CHALLENGE - FIRST.length() - 3);
        assertThat(SaslBench.hear(client, longest, false)).isInstanceOf(SaslResponse.class);
    }

    @Test
    void isOverAfterItsEnd() {
        assertThat(SaslBench.hear(client, "e=x", true)).isInstanceOf(SaslAbort.class);
        assertThat(SaslBench.hear(client, "", false)).isInstanceOf(SaslAbort.class);
    }
}

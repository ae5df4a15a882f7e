package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestClientTest {
    private static final String CHALLENGE =
            "realm=\"example.com\",nonce=\"n\",qop=\"auth\",charset=utf-8,algorithm=md5-sess";

    private final SaslClient client = SaslBench.client(SaslMechanism.DIGEST_MD5, "fred", SaslBench.PASSWORD);

    @ParameterizedTest
    @Requirement("BEEP-65")
    @ValueSource(
            strings = {
                "algorithm=md5-sess",
                "nonce=\"n\"",
                "nonce=\"\",algorithm=md5-sess",
                CHALLENGE + ",nonce=\"n\"",
                CHALLENGE + ",algorithm=md5-sess",
                CHALLENGE + ",stale=true,stale=true",
                CHALLENGE + ",maxbuf=1,maxbuf=1",
                CHALLENGE + ",charset=utf-8",
                "nonce=\"n\",algorithm=md5",
                "nonce=\"n\",algorithm=md5-sess,charset=latin-1",
                "nonce=\"n\",algorithm=md5-sess,qop=\"auth-int,auth-conf\"",
                "",
                "\0",
            })
    void abortsOn(String challenge) {
        assertThat(SaslBench.hear(client, challenge, false)).isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement("BEEP-66")
    void respondsAsRfc2831Asks() {
        var response = Directives.parse(((SaslResponse) SaslBench.hear(client, CHALLENGE + ",x=y,x=z", false))
                .data()
                .toByteArray());
        assertThat(response.once("username")).isEqualTo("fred");
        assertThat(response.once("realm")).isEqualTo("example.com");
        assertThat(response.once("nonce")).isEqualTo("n");
        assertThat(response.once("nc")).isEqualTo("00000001");
        assertThat(response.once("cnonce")).hasSize(24);
        assertThat(response.once("digest-uri")).isEqualTo("beep/example.com");
        assertThat(response.once("qop")).isEqualTo("auth");
        assertThat(response.once("charset")).isEqualTo("utf-8");
        assertThat(response.once("response")).matches("[0-9a-f]{32}");
    }

    @Test
    void choosesTheRealmThatItAsksFor() {
        var step = SaslBench.hear(client, "realm=\"rubble.com\"," + CHALLENGE, false);
        assertThat(SaslBench.text(step)).contains("realm=\"example.com\"");
    }

    @Test
    void leavesTheRealmOutWhenNoneIsOffered() {
        var step = SaslBench.hear(client, "nonce=\"n\",algorithm=md5-sess", false);
        assertThat(SaslBench.text(step)).doesNotContain("realm").doesNotContain("charset");
    }

    @Test
    @Requirement("BEEP-67")
    void abortsWhenTheServerCannotReadTheUsername() {
        var greek = SaslBench.client(SaslMechanism.DIGEST_MD5, "\u03c6", "x");
        assertThat(SaslBench.hear(greek, "nonce=\"n\",algorithm=md5-sess", false))
                .isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement("BEEP-65")
    void readsAChallengeOf2047OctetsAndNoMore() {
        var longest = CHALLENGE + ",x=" + "y".repeat(2047 - CHALLENGE.length() - 3);
        assertThat(SaslBench.hear(client, longest, false)).isInstanceOf(SaslResponse.class);
        var other = SaslBench.client(SaslMechanism.DIGEST_MD5, "fred", SaslBench.PASSWORD);
        assertThat(SaslBench.hear(other, longest + "y", false)).isInstanceOf(SaslAbort.class);
    }

    @ParameterizedTest
    @Requirement("BEEP-68")
    @ValueSource(strings = {"", "rspauth=00000000000000000000000000000000", "x=y", "rspauth"})
    void doesNotTrustAServerWithoutProof(String last) {
        assertThat(SaslBench.hear(client, CHALLENGE, false)).isInstanceOf(SaslResponse.class);
        assertThat(SaslBench.hear(client, last, true)).isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement("BEEP-68")
    void doesNotTrustAServerThatSkipsTheExchange() {
        assertThat(SaslBench.hear(client, "", true)).isInstanceOf(SaslAbort.class);
    }

    @Test
    @Requirement({"BEEP-68", "OPEN-33"})
    void answersAProofThatComesBeforeCompleteWithNothing() {
        var success = (SaslSuccess) SaslBench.play(client, new SaslBench().server(SaslMechanism.DIGEST_MD5));
        assertThat(SaslBench.hear(client, success.data(), false)).isEqualTo(new SaslResponse(Octets.EMPTY));
        assertThat(SaslBench.hear(client, Octets.EMPTY, true)).isEqualTo(new SaslVerified());
    }
}

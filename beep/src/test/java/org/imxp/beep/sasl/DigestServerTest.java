package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestServerTest {
    private final SaslBench bench = new SaslBench();
    private final SaslServer server = bench.server(SaslMechanism.DIGEST_MD5);

    @Test
    @Requirement("BEEP-65")
    void challengesAsRfc2831Asks() {
        var challenge = SaslBench.text(SaslBench.say(server, ""));
        assertThat(challenge)
                .matches("realm=\"example\\.com\",nonce=\"[A-Za-z0-9+/]{24}\",qop=\"auth\",charset=utf-8,"
                        + "algorithm=md5-sess");
        assertThat(SaslBench.text(SaslBench.say(bench.server(SaslMechanism.DIGEST_MD5), "")))
                .isNotEqualTo(challenge);
    }

    @Test
    @Requirement("BEEP-65")
    void challengesInUnder2048OctetsForTheLongestName() {
        bench.context = new SaslContext("\"".repeat(SaslContext.MAX_SERVER_NAME), Set.of(), "192.0.2.1", true);
        var step = (SaslChallenge) SaslBench.say(bench.server(SaslMechanism.DIGEST_MD5), "");
        assertThat(step.data().length()).isLessThan(2048);
    }

    @ParameterizedTest
    @Requirement({"BEEP-66", "BEEP-68", "OPEN-33"})
    @ValueSource(strings = {"fred", "fred@example.com"})
    void admitsTheAccountHoweverItIsWritten(String username) {
        var client = SaslBench.client(SaslMechanism.DIGEST_MD5, username, SaslBench.PASSWORD);
        var step = (SaslSuccess) SaslBench.play(client, server);
        assertThat(step.identity()).isEqualTo("fred@example.com");
        assertThat(SaslBench.text(step)).matches("rspauth=[0-9a-f]{32}");
        assertThat(SaslBench.hear(client, step.data(), true)).isEqualTo(new SaslVerified());
    }

    @Test
    @Requirement("BEEP-50")
    void refusesAWrongPassword() {
        var client = SaslBench.client(SaslMechanism.DIGEST_MD5, "fred", "wrong");
        assertThat(SaslBench.code(SaslBench.play(client, server))).isEqualTo(535);
    }

    @Test
    void givesAFreshChallengeForAResponseToAnEarlierNonce() {
        assertThat(SaslBench.say(server, "username=\"fred\",nonce=\"old\",nc=00000002"))
                .isInstanceOf(SaslChallenge.class);
    }

    @ParameterizedTest
    @Requirement({"BEEP-66", "BEEP-68"})
    @CsvSource({
        "'username=\"fred\"', ''",
        "'username=\"fred\"', 'username=\"fred\",username=\"fred\"'",
        "'nc=00000001', ''",
        "'nc=00000001', 'nc=00000002'",
        "'nc=00000001', 'nc=00000001,nc=00000001'",
        "'cnonce=', 'x='",
        "'cnonce=', 'cnonce=x,cnonce='",
        "'nonce=\"', 'nonce=\"x'",
        "',nonce=', ',nonce=x,nonce='",
        "'response=', 'x='",
        "'response=', 'response=x,response='",
        "'digest-uri=', 'x='",
        "'digest-uri=', 'digest-uri=\"beep/\",digest-uri='",
        "'qop=auth', 'qop=auth-int'",
        "'qop=auth', 'qop=auth,qop=auth'",
        "'charset=utf-8', 'charset=utf-16'",
        "'charset=utf-8', 'charset=utf-8,charset=utf-8'",
        "'charset=utf-8', 'charset=utf-8,maxbuf=1,maxbuf=1'",
        "'charset=utf-8', 'charset=utf-8,authzid=\"a\",authzid=\"a\"'",
        "'charset=utf-8', 'charset=utf-8,realm=\"a\"'",
        "'charset=utf-8', 'charset'",
        "'charset=utf-8', 'charset='",
        "'charset=utf-8', 'charset=utf-8 x=y'",
        "'charset=utf-8', '=utf-8'",
        "'charset=utf-8', 'charset=\"utf-8'",
    })
    void refusesAResponseThatIsMalformed(String part, String changed) {
        assertThat(SaslBench.code(SaslBench.say(server, response().replace(part, changed))))
                .isEqualTo(501);
    }

    @ParameterizedTest
    @Requirement({"BEEP-66", "BEEP-68"})
    @CsvSource({
        "'beep/example.com', 'imap/example.com'",
        "'beep/example.com', 'beep/rubble.com'",
        "'beep/example.com', 'beep/example.com/rubble.com'",
        "'beep/example.com', 'beep/example.com/example.com/example.com'",
        "'beep/example.com', 'beep'",
        "'realm=\"example.com\"', 'realm=\"rubble.com\"'",
        "'realm=\"example.com\",', ''",
        "'beep/example.com', 'beep/EXAMPLE.com'",
        "'username=\"fred\"', 'username=\"fred@example.com\"'",
        "'username=\"fred\"', 'username=\"wilma\"'",
        "'qop=auth', 'qop=auth,authzid=\"wilma@example.com\"'",
        "'qop=auth', 'qop=auth,authzid=\"\"'",
    })
    void refusesAResponseThatIsForAnother(String part, String changed) {
        assertThat(SaslBench.code(SaslBench.say(server, response().replace(part, changed))))
                .isEqualTo(535);
    }

    @ParameterizedTest
    @Requirement("BEEP-66")
    @CsvSource({
        "'qop=auth', 'qop=auth,unknown=1,unknown=\"2\"'",
        "'qop=auth', ', , qop = \"auth\" ,'",
        "'qop=auth', ''",
        "'username=\"fred\"', 'USERNAME=\"fr\\\\ed\"'",
    })
    void acceptsAResponseThatIsWrittenOtherwise(String part, String changed) {
        assertThat(SaslBench.say(server, response().replace(part, changed.replace("\\\\", "\\"))))
                .isInstanceOf(SaslSuccess.class);
    }

    @ParameterizedTest
    @Requirement("BEEP-68")
    @CsvSource({
        "beep/, true",
        "beep/example.com, true",
        "BEEP/Example.COM, true",
        "beep/relay.example.com, true",
        "beep/127.0.0.1, true",
        "beep/relay.example.com/example.com, true",
        "beep/rubble.com, false",
        "beep/rubble.com/example.com, false",
        "xmpp/example.com, false",
    })
    void checksTheDigestUri(String digestUri, boolean isForUs) {
        assertThat(DigestUri.isFor(digestUri, bench.context)).isEqualTo(isForUs);
    }

    @Test
    @Requirement("BEEP-66")
    void unescapesQuotedPairs() {
        var directives = Directives.parse(Octets.ofText("a=\"x\\\"y\\\\z\"").toByteArray());
        assertThat(directives.once("a")).isEqualTo("x\"y\\z");
        assertThat(Directives.parse(Octets.ofText("a=" + Directives.quote("x\"y\\z"))
                                .toByteArray())
                        .once("a"))
                .isEqualTo("x\"y\\z");
    }

    @Test
    @Requirement("BEEP-66")
    void readsAtMost4095Octets() {
        var valid = response() + ",x=";
        var longest = valid + "y".repeat(4095 - valid.length());
        assertThat(SaslBench.say(server, longest)).isInstanceOf(SaslSuccess.class);
    }

    @Test
    @Requirement("BEEP-66")
    void refusesA4096thOctet() {
        var valid = response() + ",x=";
        assertThat(SaslBench.code(SaslBench.say(server, valid + "y".repeat(4096 - valid.length()))))
                .isEqualTo(501);
    }

    @Test
    void acceptsTheOwnIdentityAsAuthzid() {
        assertThat(SaslBench.say(server, withAuthzid("fred@example.com"))).isInstanceOf(SaslSuccess.class);
    }

    @Test
    void refusesAnotherIdentityAsAuthzid() {
        assertThat(SaslBench.code(SaslBench.say(server, withAuthzid("wilma@example.com"))))
                .isEqualTo(535);
    }

    private String response() {
        var client = SaslBench.client(SaslMechanism.DIGEST_MD5, "fred", SaslBench.PASSWORD);
        var challenge = ((SaslChallenge) SaslBench.say(server, "")).data();
        return SaslBench.text(SaslBench.hear(client, challenge, false));
    }

    /** A right response that asks for another identity. */
    private String withAuthzid(String authzid) {
        var challenge = Directives.parse(
                ((SaslChallenge) SaslBench.say(server, "")).data().toByteArray());
        var nonce = challenge.once("nonce");
        var parameters = new DigestParameters(nonce, "abc", "beep/example.com", ":" + authzid);
        var secret = DigestArithmetic.secret("fred", SaslBench.DOMAIN, SaslBench.PASSWORD.toCharArray());
        return "username=\"fred\",realm=\"example.com\",nonce=\"" + nonce
                + "\",nc=00000001,cnonce=\"abc\",digest-uri=\"beep/example.com\",authzid=\"" + authzid
                + "\",response=" + DigestArithmetic.response(secret, parameters);
    }
}

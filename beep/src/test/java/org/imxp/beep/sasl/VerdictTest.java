package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every mechanism. */
class VerdictTest {
    private final SaslBench bench = new SaslBench();

    private SaslStep play(SaslMechanism mechanism, String username, String password) {
        return SaslBench.play(SaslBench.client(mechanism, username, password), bench.server(mechanism));
    }

    @ParameterizedTest
    @MethodSource("org.imxp.beep.sasl.SaslMechanism#byPassword")
    void anUnknownAccountFailsLikeAWrongPassword(SaslMechanism mechanism) {
        assertThat(play(mechanism, "nobody", SaslBench.PASSWORD)).isEqualTo(play(mechanism, "fred", "wrong"));
    }

    @Test
    void anUnknownAccountHasASaltThatStays() {
        var salt = saltOf("nobody");
        assertThat(salt).hasSameSizeAs(saltOf("fred")).isEqualTo(saltOf("nobody"));
        assertThat(saltOf("nobody@example.com")).isEqualTo(salt);
        assertThat(saltOf("nobody@EXAMPLE.com")).isEqualTo(salt);
        assertThat(saltOf("Nobody")).isNotEqualTo(salt);
    }

    /** An account without keys of SHA-1 is to SCRAM-SHA-1 like one that does not exist. */
    @Test
    void anAccountWithoutKeysOfAHashFailsLikeAWrongPassword() {
        var without = StoredCredentials.derive(
                SaslBench.FRED, SaslBench.DOMAIN, SaslBench.PASSWORD.toCharArray(), SaslBench.RANDOM);
        bench.source = CredentialSource.of(java.util.List.of(without));
        assertThat(play(SaslMechanism.SCRAM_SHA_1, "fred", SaslBench.PASSWORD))
                .isEqualTo(play(SaslMechanism.SCRAM_SHA_1, "nobody", "x"));
        var first = "n,,n=fred,r=abc";
        var salts = java.util.stream.Stream.generate(
                        () -> SaslBench.text(SaslBench.say(bench.server(SaslMechanism.SCRAM_SHA_1), first))
                                .replaceFirst(".*,s=", ""))
                .limit(2)
                .toList();
        assertThat(salts.getFirst()).isEqualTo(salts.getLast());
        assertThat(play(SaslMechanism.SCRAM_SHA_256, "fred", SaslBench.PASSWORD))
                .isInstanceOf(SaslSuccess.class);
    }

    private String saltOf(String username) {
        var step = SaslBench.say(bench.server(SaslMechanism.SCRAM_SHA_256), "n,,n=" + username + ",r=abc");
        return SaslBench.text(step).replaceFirst(".*,s=", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fred@example.com"})
    void admitsTheOwnIdentity(String authzid) {
        assertThat(verdict(authzid)).isInstanceOf(SaslSuccess.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wilma@example.com", "fred", "FRED@example.com", "fred@example.com ", "admin"})
    void refusesAnotherIdentityInEveryWayToWriteIt(String authzid) {
        assertThat(SaslBench.code(verdict(authzid))).isEqualTo(535);
    }

    @Test
    void refusesAnotherIdentityInPlain() {
        var message = "wilma@example.com\0fred\0" + SaslBench.PASSWORD;
        assertThat(SaslBench.code(SaslBench.say(bench.server(SaslMechanism.PLAIN), message)))
                .isEqualTo(535);
    }

    @Test
    void refusesAnotherIdentityInScram() {
        assertThat(scramAs("wilma@example.com")).isInstanceOf(SaslFailure.class);
        assertThat(scramAs("fred@example.com")).isInstanceOf(SaslSuccess.class);
    }

    /** A right proof that asks for an identity. */
    private SaslStep scramAs(String authzid) {
        var server = bench.server(SaslMechanism.SCRAM_SHA_256);
        var header = "n,a=" + authzid + ",";
        var bare = "n=fred,r=abc";
        var serverFirst = SaslBench.text(SaslBench.say(server, header + bare));
        var stored = SaslBench.STORED.scramSha256();
        var keys = ScramArithmetic.clientKeys(
                ScramHash.SHA_256, SaslBench.PASSWORD.toCharArray(), stored.salt(), stored.iterations());
        var nonce = serverFirst.substring(2, serverFirst.indexOf(','));
        var withoutProof = "c=" + WireText.base64(Octets.ofText(header).toByteArray()) + ",r=" + nonce;
        var proof = ScramArithmetic.proof(ScramHash.SHA_256, keys, bare + "," + serverFirst + "," + withoutProof);
        return SaslBench.say(server, withoutProof + ",p=" + WireText.base64(proof));
    }

    private SaslStep verdict(String authzid) {
        var account = new Account("fred@example.com", SaslBench.STORED, true);
        return bench.attempt().verdict(account, true, authzid, Octets.EMPTY);
    }

    @Test
    void neverAdmitsADecoy() {
        var decoy = new Account("nobody@example.com", SaslBench.STORED, false);
        assertThat(SaslBench.code(bench.attempt().verdict(decoy, true, "", Octets.EMPTY)))
                .isEqualTo(535);
    }

    @ParameterizedTest
    @MethodSource("org.imxp.beep.sasl.SaslMechanism#byPassword")
    @Requirement("BEEP-50")
    void refusesForAWhileAfterFiveFailures(SaslMechanism mechanism) {
        for (var i = 0; i < 5; i++) {
            assertThat(SaslBench.code(play(mechanism, "fred", "wrong"))).isEqualTo(535);
        }
        assertThat(SaslBench.code(play(mechanism, "fred@example.com", SaslBench.PASSWORD)))
                .isEqualTo(454);
        bench.now = bench.now.plus(Duration.ofSeconds(5));
        assertThat(play(mechanism, "fred", SaslBench.PASSWORD)).isInstanceOf(SaslSuccess.class);
        assertThat(SaslBench.code(play(mechanism, "fred", "wrong"))).isEqualTo(535);
    }

    @Test
    void refusesAnUnknownAccountForAWhileLikewise() {
        for (var i = 0; i < 5; i++) {
            assertThat(SaslBench.code(play(SaslMechanism.PLAIN, "nobody", "x"))).isEqualTo(535);
        }
        assertThat(SaslBench.code(play(SaslMechanism.PLAIN, "nobody", "x"))).isEqualTo(454);
    }

    @Test
    void attemptsSideBySideGetNoMoreVerdictsThanAttemptsInARow() {
        var client = SaslBench.client(SaslMechanism.DIGEST_MD5, "fred", SaslBench.PASSWORD);
        var server = bench.server(SaslMechanism.SCRAM_SHA_256);
        assertThat(SaslBench.say(server, "n,,n=fred,r=abc")).isInstanceOf(SaslChallenge.class);
        for (var i = 0; i < 5; i++) {
            assertThat(SaslBench.code(play(SaslMechanism.SCRAM_SHA_256, "fred", "wrong")))
                    .isEqualTo(535);
        }
        assertThat(SaslBench.code(SaslBench.say(server, "c=biws,r=abc,p=AAAA"))).isEqualTo(454);
        assertThat(SaslBench.code(SaslBench.play(client, bench.server(SaslMechanism.DIGEST_MD5))))
                .isEqualTo(454);
    }

    @Test
    void refusesAnAddressThatTriesManyAccounts() {
        for (var i = 0; i < 30; i++) {
            assertThat(SaslBench.code(play(SaslMechanism.DIGEST_MD5, "nobody" + i, "x")))
                    .isEqualTo(535);
        }
        assertThat(SaslBench.code(play(SaslMechanism.DIGEST_MD5, "fred", SaslBench.PASSWORD)))
                .isEqualTo(454);
    }

    @ParameterizedTest
    @MethodSource("org.imxp.beep.sasl.SaslMechanism#byPassword")
    @Requirement("BEEP-50")
    void saysTryAgainWhenTheStoreFails(SaslMechanism mechanism) {
        bench.source = (username, serverName) -> CompletableFuture.failedStage(new IllegalStateException("no store"));
        assertThat(SaslBench.code(play(mechanism, "fred", SaslBench.PASSWORD))).isEqualTo(454);
        bench.source = (username, serverName) -> {
            throw new IllegalStateException("no store");
        };
        assertThat(SaslBench.code(play(mechanism, "fred", SaslBench.PASSWORD))).isEqualTo(454);
    }

    @Test
    void saysTryAgainWhenTheExecutorIsFull() {
        var resources = new SaslResources(SaslBench.RANDOM, task -> {
            throw new RejectedExecutionException("full");
        });
        var server = bench.server(SaslMechanism.PLAIN, resources);
        assertThat(SaslBench.code(SaslBench.say(server, "\0fred\0x"))).isEqualTo(454);
    }

    @Test
    void anAttemptIsForOneVerdict() {
        var server = bench.server(SaslMechanism.PLAIN);
        var message = "\0fred\0" + SaslBench.PASSWORD;
        assertThat(SaslBench.say(server, message)).isInstanceOf(SaslSuccess.class);
        assertThat(SaslBench.code(SaslBench.say(server, message))).isEqualTo(501);
    }

    @Test
    void aMessageBeforeTheAnswerIsRefused() {
        var store = new CompletableFuture<Optional<StoredCredentials>>();
        bench.source = (username, serverName) -> store;
        var server = bench.server(SaslMechanism.PLAIN);
        var message = Octets.ofText("\0fred\0" + SaslBench.PASSWORD).toByteArray();
        var first = server.respond(message);
        assertThat(SaslBench.code(SaslBench.await(server.respond(message)))).isEqualTo(501);
        store.complete(Optional.of(SaslBench.STORED));
        assertThat(SaslBench.await(first)).isInstanceOf(SaslSuccess.class);
    }

    @Test
    void readsAUsernameOf512CharactersAndNoMore() {
        var longest = "x".repeat(512);
        assertThat(SaslBench.say(bench.server(SaslMechanism.SCRAM_SHA_256), "n,,n=" + longest + ",r=abc"))
                .isInstanceOf(SaslChallenge.class);
        assertThat(SaslBench.code(
                        SaslBench.say(bench.server(SaslMechanism.SCRAM_SHA_256), "n,,n=x" + longest + ",r=abc")))
                .isEqualTo(501);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256", "SCRAM_SHA_1", "PLAIN"})
    void readsAMessageOf4095OctetsAndNoMore(SaslMechanism mechanism) {
        var valid = mechanism == SaslMechanism.PLAIN ? "\0fred\0" : "n,,n=fred,r=";
        var longest = valid + "x".repeat(4095 - valid.length());
        var step = SaslBench.say(bench.server(mechanism), longest);
        assertThat(step instanceof SaslFailure(var code, var text) && code == 501)
                .isFalse();
        assertThat(SaslBench.code(SaslBench.say(bench.server(mechanism), longest + "x")))
                .isEqualTo(501);
    }
}

package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What is stored, what is chosen, and what refuses to be made. */
class CredentialsTest {
    @Test
    @Requirement("BEEP-71")
    void storesSaltIterationsAndKeysButNoPassword() {
        var keys = SaslBench.STORED.scramSha256();
        assertThat(keys.salt().length()).isEqualTo(16);
        assertThat(keys.iterations()).isEqualTo(10_000);
        assertThat(keys.storedKey().length()).isEqualTo(32);
        assertThat(keys.serverKey().length()).isEqualTo(32);
        assertThat(SaslBench.STORED.digestMd5().byUsername()).containsOnlyKeys("fred", "fred@example.com");
    }

    @Test
    void printsNoSecret() {
        assertThat(SaslBench.STORED.toString()).contains("storedKey=32 octets").contains("fred=16 octets");
        assertThat(new SaslResponse(Octets.ofText("secret")).toString()).doesNotContain("secret");
    }

    @Test
    void hashesAnIdentityWithoutLocalPartAsItIs() {
        var relay = StoredCredentials.derive("rubble.com", "example.com", "x".toCharArray(), SaslBench.RANDOM);
        assertThat(relay.digestMd5().byUsername()).containsOnlyKeys("rubble.com");
        var odd = StoredCredentials.derive("@example.com", "example.com", "x".toCharArray(), SaslBench.RANDOM);
        assertThat(odd.digestMd5().byUsername()).containsOnlyKeys("@example.com");
    }

    @Test
    @Requirement("BEEP-71")
    void refusesKeysOutOfTheirRanges() {
        var password = "x".toCharArray();
        var salt = Octets.of(new byte[16]);
        var hash = ScramHash.SHA_256;
        assertThat(ScramKeys.derive(hash, password, salt, 4096).iterations()).isEqualTo(4096);
        assertThat(ScramKeys.derive(hash, password, Octets.of(new byte[256]), 4096)
                        .salt()
                        .length())
                .isEqualTo(256);
        assertThatThrownBy(() -> ScramKeys.derive(hash, password, salt, 4095))
                .hasMessageContaining("iterations is 4095");
        assertThatThrownBy(() -> ScramKeys.derive(hash, password, salt, 1_000_001))
                .hasMessageContaining("1000001");
        assertThatThrownBy(() -> ScramKeys.derive(hash, password, Octets.EMPTY, 4096))
                .hasMessageContaining("salt has 0");
        assertThatThrownBy(() -> ScramKeys.derive(hash, password, Octets.of(new byte[257]), 4096))
                .hasMessageContaining("salt has 257");
        assertThatThrownBy(() -> ScramKeys.derive(hash, new char[0], salt, 4096))
                .hasMessageContaining("password is empty");
        assertThatThrownBy(() -> ScramKeys.derive(hash, new char[] {7}, salt, 4096))
                .hasMessageContaining("RFC 4013");
        assertThatThrownBy(() -> new ScramKeys(salt, 4096, Octets.EMPTY, salt)).hasMessageContaining("storedKey has 0");
    }

    @Test
    void refusesCredentialsThatDoNotFit() {
        var digest = SaslBench.STORED.digestMd5();
        var scram = SaslBench.STORED.scramSha256();
        var old = ScramKeys.derive(ScramHash.SHA_1, "x".toCharArray(), Octets.of(new byte[16]), 4096);
        assertThatThrownBy(() -> new StoredCredentials("", scram, digest)).hasMessageContaining("identity is empty");
        assertThatThrownBy(() -> new StoredCredentials("fred", old, digest)).hasMessageContaining("20 octets");
        assertThatThrownBy(() -> new StoredCredentials("fred", scram, digest, Optional.of(scram)))
                .hasMessageContaining("32 octets; SHA-1 has 20");
        assertThatThrownBy(() -> new DigestSecrets("r", Map.of())).hasMessageContaining("0 usernames");
        assertThatThrownBy(() -> new DigestSecrets("r", Map.of("fred", Octets.EMPTY)))
                .hasMessageContaining("0 octets");
        var nine = new HashMap<String, Octets>();
        for (var i = 0; i < 8; i++) {
            nine.put("fred" + i, Octets.of(new byte[16]));
        }
        assertThat(new DigestSecrets("r", nine).byUsername()).hasSize(8);
        nine.put("wilma", Octets.of(new byte[16]));
        assertThatThrownBy(() -> new DigestSecrets("r", nine)).hasMessageContaining("9 usernames");
    }

    @Test
    void choosesTheStrongestMechanismThatIsOffered() {
        var login = new SaslLogin("fred", "x".toCharArray(), "example.com", SaslBench.RESOURCES);
        var all = List.of("PLAIN", "ANONYMOUS", "DIGEST-MD5", "SCRAM-SHA-256");
        assertThat(login.strongest(all, false).map(SaslClient::mechanism)).contains("SCRAM-SHA-256");
        assertThat(login.strongest(List.of("PLAIN", "DIGEST-MD5"), true).map(SaslClient::mechanism))
                .contains("DIGEST-MD5");
        assertThat(login.strongest(List.of("PLAIN"), true).map(SaslClient::mechanism))
                .contains("PLAIN");
        assertThat(login.strongest(List.of("ANONYMOUS", "EXTERNAL"), true)).isEmpty();
        assertThatThrownBy(() -> login.client(SaslMechanism.EXTERNAL, true)).hasMessageContaining("no password");
        assertThat(login.strongest(List.of("DIGEST-MD5", "SCRAM-SHA-1"), false).map(SaslClient::mechanism))
                .contains("SCRAM-SHA-1");
    }

    @Test
    @Requirement("BEEP-49")
    void namesTheProfileOfAMechanism() {
        assertThat(SaslMechanism.named("DIGEST-MD5").map(SaslMechanism::profileUri))
                .contains("http://iana.org/beep/SASL/DIGEST-MD5");
        assertThat(SaslMechanism.named("digest-md5")).isEmpty();
    }

    @Test
    void refusesALoginThatCannotWork() {
        var password = "x".toCharArray();
        assertThatThrownBy(() -> new SaslLogin("", password, "d", SaslBench.RESOURCES))
                .hasMessageContaining("username");
        assertThatThrownBy(() -> new SaslLogin("x".repeat(513), password, "d", SaslBench.RESOURCES))
                .hasMessageContaining("512");
        assertThatThrownBy(() -> new SaslLogin("fred", new char[0], "d", SaslBench.RESOURCES))
                .hasMessageContaining("password");
    }

    @Test
    void refusesAContextWithoutServerNameOrWithALongOne() {
        var longest = "x".repeat(255);
        assertThat(new SaslContext(longest, Set.of(), "p", true).serverName()).isEqualTo(longest);
        assertThatThrownBy(() -> new SaslContext("x" + longest, Set.of(), "p", true))
                .hasMessageContaining("256");
        assertThatThrownBy(() -> new SaslContext("", Set.of(), "p", true)).hasMessageContaining("0 characters");
    }

    @Test
    void refusesAShortDecoyKeyAndACodeThatIsNotOfSasl() {
        var bench = new SaslBench();
        assertThatThrownBy(() ->
                        new SaslAuthority(bench.source, bench.throttles, Octets.of(new byte[15]), SaslBench.RESOURCES))
                .hasMessageContaining("15 octets");
        assertThatThrownBy(() -> new SaslFailure(550, "x")).hasMessageContaining("550");
        assertThat(new SaslFailure(534, "x").code()).isEqualTo(SaslFailure.TOO_WEAK);
    }

    @Test
    void octetsCompareByValueAndAreCopied() {
        var source = new byte[] {1, 2};
        var octets = Octets.of(source);
        source[0] = 9;
        assertThat(octets).isEqualTo(Octets.of(new byte[] {1, 2})).isNotEqualTo(Octets.of(source));
        octets.toByteArray()[0] = 9;
        assertThat(octets).hasSameHashCodeAs(Octets.of(new byte[] {1, 2})).hasToString("2 octets");
    }
}

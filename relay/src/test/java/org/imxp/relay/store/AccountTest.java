package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
    @ParameterizedTest
    @CsvSource({"fred, example.com", "@example.com, example.com", "fred@rubble.com, example.com", "fred@, ''"})
    void refusesAnEndpointThatIsNotOfItsDomain(String endpoint, String domain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.account(endpoint, domain, 1))
                .withMessageContaining(endpoint);
    }

    @Test
    void refusesAnEndpointOneCharacterTooLong() {
        var domain = "example.com";
        var longest = "f".repeat(Account.MAX_ENDPOINT - domain.length() - 1) + "@" + domain;

        assertThatCode(() -> Samples.account(longest, domain, 1)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.account("f" + longest, domain, 1))
                .withMessage("an endpoint of 1025 characters: at most 1024 are allowed");
    }

    @Test
    void keepsTimeToTheMillisecond() {
        assertThat(Samples.FRED.created()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
    }

    @Test
    void showsNoSecretInItsText() {
        var credentials = Samples.FRED.credentials();
        var text = Samples.FRED.toString();

        assertThat(text).contains("fred@example.com").contains("32 octets");
        for (var secret : new Octets[] {
            credentials.scram().storedKey(),
            credentials.scram().serverKey(),
            credentials.digestMd5().whole(),
            credentials.digestMd5().local()
        }) {
            assertThat(text)
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret.copy()))
                    .doesNotContain(Arrays.toString(secret.copy()));
        }
    }

    @Test
    void comparesCredentialsByValue() {
        assertThat(Samples.credentials(1)).isEqualTo(Samples.credentials(1)).hasSameHashCodeAs(Samples.credentials(1));
        assertThat(Samples.credentials(1)).isNotEqualTo(Samples.credentials(2));
    }

    @Test
    void lendsNobodyItsOctets() {
        var given = new byte[] {1, 2, 3};
        var octets = Octets.of(given);

        given[0] = 9;
        octets.copy()[1] = 9;

        assertThat(octets.copy()).containsExactly(1, 2, 3);
    }

    @Test
    @Requirement("BEEP-71")
    void refusesIterationsOneBeyondTheBounds() {
        assertThatCode(() -> scram(16, 4_096, 32)).doesNotThrowAnyException();
        assertThatCode(() -> scram(16, 1_000_000, 32)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scram(16, 4_095, 32))
                .withMessage("4095 SCRAM iterations: 4096 to 1000000 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> scram(16, 1_000_001, 32));
    }

    @Test
    void refusesSaltsAndKeysOfAnotherSize() {
        assertThatCode(() -> scram(8, 4_096, 32)).doesNotThrowAnyException();
        assertThatCode(() -> scram(64, 4_096, 32)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> scram(7, 4_096, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> scram(65, 4_096, 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scram(16, 4_096, 31))
                .withMessage("31 SCRAM StoredKey octets: 32 are needed");
        var sixteen = Samples.octets(new Random(1), 16);
        var seventeen = Samples.octets(new Random(1), 17);
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials.DigestMd5(sixteen, seventeen));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials.DigestMd5(seventeen, sixteen));
    }

    private static Credentials.Scram scram(int salt, int iterations, int key) {
        var random = new Random(1);
        return new Credentials.Scram(
                Samples.octets(random, salt), iterations, Samples.octets(random, key), Samples.octets(random, 32));
    }
}

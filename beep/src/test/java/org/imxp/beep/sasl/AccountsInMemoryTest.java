package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsInMemoryTest {
    private static final StoredCredentials RELAY =
            StoredCredentials.derive("relay", SaslBench.DOMAIN, SaslBench.PASSWORD.toCharArray(), SaslBench.RANDOM);

    private final CredentialSource accounts = CredentialSource.of(List.of(SaslBench.STORED, RELAY));

    private Optional<String> find(String username, String serverName) {
        return SaslBench.await(accounts.find(username, serverName)).map(StoredCredentials::identity);
    }

    @Test
    void findsAnAccountByItsIdentityAndByItsLocalPart() {
        assertThat(find("fred@example.com", "rubble.com")).contains(SaslBench.FRED);
        assertThat(find("fred@Example.COM", "rubble.com")).contains(SaslBench.FRED);
        assertThat(find("fred", "example.com")).contains(SaslBench.FRED);
        assertThat(find("relay", "rubble.com")).contains("relay");
    }

    @Test
    void findsNoOtherAccount() {
        assertThat(find("fred", "rubble.com")).isEmpty();
        assertThat(find("Fred@example.com", "example.com")).isEmpty();
        assertThat(find("fred@rubble.com", "example.com")).isEmpty();
        assertThat(find("", "example.com")).isEmpty();
    }

    @Test
    void refusesTwoAccountsOfOneIdentity() {
        var again = List.of(SaslBench.STORED, SaslBench.STORED);
        assertThatThrownBy(() -> CredentialSource.of(again)).hasMessageContaining(SaslBench.FRED);
    }
}

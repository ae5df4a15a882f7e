package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10913, true",
        "127.9.9.9:0, true",
        "[::1]:913, true",
        "localhost:1, true",
        "LOCALHOST:1, true",
        "0.0.0.0:10913, false",
        "[::]:10913, false",
        "192.0.2.1:65535, false",
        "relay.example.com:913, false",
        "localhost.example.com:1, false",
        "[2001:db8::1]:913, false",
        "127.example.com:1, false"
    })
    void readsAnAddressAndKnowsLoopback(String text, boolean loopback) {
        var address = HostPort.parse(text);

        assertThat(address).hasToString(text);
        assertThat(address.isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "10913",
                ":10913",
                "localhost",
                "localhost:",
                "localhost:x",
                "localhost:-1",
                "localhost:+1",
                "localhost:65536",
                "localhost:100000",
                "::1:913",
                "[::1]",
                "[::1:913",
                "[localhost]:913",
                "a b:1",
                "-a:1",
                "127.0.0.256:1",
                "127.1:1",
                "[::g]:1",
                "a..b:1",
                "http://localhost:1"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
    }

    @Test
    void refusesANameOneCharacterTooLong() {
        var longest = "a".repeat(63) + ("." + "a".repeat(63)).repeat(2) + "." + "a".repeat(61);

        assertThat(HostPort.parse(longest + ":1").host()).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(longest + "a:1"));
    }
}

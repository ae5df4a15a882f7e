package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SizeArgumentTest {
    @ParameterizedTest
    @CsvSource({"4096,4096", "4K,4096", "1M,1048576", "200M,209715200", "1G,1073741824", "1073741824,1073741824"})
    void readsSizes(String typed, int octets) {
        assertThat(SizeArgument.of("--max-size", typed)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4095", "3K", "1025M", "1073741825", "2G", "9999999999G", "-1", "1m", "1 M", "M", "\u0661M"})
    void refusesOthers(String typed) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SizeArgument.of("--max-size", typed))
                .satisfies(e -> assertThat(e.status()).isEqualTo(2));
    }
}

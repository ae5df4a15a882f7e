package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.imxp.relay.config.Limit.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "4096, OCTETS, 4096",
        "4KiB, OCTETS, 4096",
        "4MiB, OCTETS, 4194304",
        "2GiB, OCTETS, 2147483648",
        "500ms, TIME, 500",
        "10s, TIME, 10000",
        "1m, TIME, 60000",
        "2h, TIME, 7200000",
        "100, COUNT, 100",
        "0, COUNT, 0"
    })
    void readsUnits(String text, Unit unit, long amount) {
        assertThat(Amount.parse(text, unit)).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "4MB, OCTETS",
        "4mib, OCTETS",
        "-1, OCTETS",
        "1.5MiB, OCTETS",
        "10, TIME",
        "10 s, TIME",
        "s, TIME",
        "'', TIME",
        "10s, COUNT",
        "1e3, COUNT",
        "1234567890123, COUNT",
        "999999999999GiB, OCTETS",
        "٣, COUNT"
    })
    void refusesAnythingElse(String text, Unit unit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Amount.parse(text, unit))
                .withMessageContaining("\"" + text + "\"");
    }

    @Test
    void writesTheLargestWholeUnit() {
        assertThat(Amount.format(60_000, Unit.TIME)).isEqualTo("1m");
        assertThat(Amount.format(1_500, Unit.TIME)).isEqualTo("1500ms");
        assertThat(Amount.format(4 << 20, Unit.OCTETS)).isEqualTo("4MiB");
        assertThat(Amount.format(4_097, Unit.OCTETS)).isEqualTo("4097");
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 1, max = 1L << 36) long amount, @ForAll Unit unit) {
        assertThat(Amount.parse(Amount.format(amount, unit), unit)).isEqualTo(amount);
    }
}

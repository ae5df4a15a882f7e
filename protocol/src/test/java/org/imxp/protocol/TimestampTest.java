package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampTest {
    @ParameterizedTest
    @Requirement({"CORE-12", "ACC-21"})
    @CsvSource({
        "2000-05-14T13:02:00-08:00,         2000-05-14T21:02:00Z",
        "2000-05-14T21:02:00Z,              2000-05-14T21:02:00Z",
        "2000-05-14t21:02:00z,              2000-05-14T21:02:00Z",
        "2000-05-14T21:02:00-00:00,         2000-05-14T21:02:00Z",
        "2000-05-14T21:02:00.5+00:00,       2000-05-14T21:02:00.500Z",
        "2000-05-14T21:02:00.000000001Z,    2000-05-14T21:02:00.000000001Z",
        "2000-02-29T23:59:00+23:59,         2000-02-29T00:00:00Z",
        "1990-12-31T23:59:60Z,              1991-01-01T00:00:00Z",
    })
    void isReadAsAnInstant(String text, Instant instant) {
        assertThat(Timestamp.parse("lastUpdate", text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @Requirement("CORE-12")
    @ValueSource(
            strings = {
                "",
                "2000-05-14",
                "2000-05-14T13:02:00",
                "2000-05-14T13:02Z",
                "2000-05-14 13:02:00Z",
                "2000-05-14T13:02:00-0800",
                "2000-05-14T13:02:00+24:00",
                "2000-05-14T13:02:00+00:60",
                "2000-05-14T13:02:00.Z",
                "2000-05-14T13:02:00.0000000001Z",
                "2000-13-14T13:02:00Z",
                "2001-02-29T13:02:00Z",
                "2000-05-14T24:00:00Z",
                "2000-05-14T13:02:61Z",
                "9999-12-31T23:59:59-00:01",
                "+2000-05-14T13:02:00Z",
                "0000-01-01T00:00:00+00:01"
            })
    void refusesAnythingElse(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Timestamp.parse("lastUpdate", text))
                .withMessageContaining("lastUpdate is \"" + text + "\": allowed are")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Property
    @Requirement({"ACC-21", "PRES-31"})
    void isWrittenWithoutTellingWhereTheClockStands(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
        var instant = Instant.ofEpochMilli(millis);
        var text = Timestamp.text(instant);

        assertThat(text).endsWith("-00:00");
        assertThat(Timestamp.parse("lastUpdate", text)).isEqualTo(instant);
    }

    @Test
    void refusesYearsThatHaveNoTextForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timestamp.check("lastUpdate", Instant.MAX))
                .withMessageContaining("allowed are the years 0 to 9999");
    }
}

package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.refused;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("MSG-13")
class MessageDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wed, 18 Oct 2000 14:23:07 +0100 | 2000-10-18T14:23:07+01:00",
                "18 Oct 2000 14:23:07 +0100 | 2000-10-18T14:23:07+01:00",
                "Wed,18 Oct 2000 14:23 -0330 | 2000-10-18T14:23:00-03:30",
                "wed, 18 OCT 2000 14:23:07 +0100 | 2000-10-18T14:23:07+01:00",
                "1 Jan 00 0:00 GMT | 2000-01-01T00:00:00Z",
                "31 Dec 49 23:59:59 UT | 2049-12-31T23:59:59Z",
                "1 Jan 50 00:00:00 Z | 1950-01-01T00:00:00Z",
                "31 Dec 99 23:59:59 UTC | 1999-12-31T23:59:59Z",
                "1 Jan 103 00:00:00 GMT | 2003-01-01T00:00:00Z",
                "18 Oct 2000 14:23:07 EST | 2000-10-18T14:23:07-05:00",
                "18 Oct 2000 14:23:07 PDT | 2000-10-18T14:23:07-07:00",
                "18 Oct 2000 14:23:07 A | 2000-10-18T14:23:07Z",
                "18 Oct 2000 14:23:07 CEST | 2000-10-18T14:23:07Z",
                "18 Oct 2000 14:23:07 -0000 | 2000-10-18T14:23:07Z",
                "Wed (the (third\\)) day), 18 (x) Oct 2000 14:23:07 +0100 (BST) | 2000-10-18T14:23:07+01:00",
                "  Wed,  18  Oct  2000  14 : 23 : 07  +0100  | 2000-10-18T14:23:07+01:00",
                "31 Dec 1998 23:59:60 +0000 | 1999-01-01T00:00:00Z",
                "2000-10-18T14:23:07+01:00 | 2000-10-18T14:23:07+01:00",
                "2000-10-18t14:23:07.123456z | 2000-10-18T14:23:07Z",
                "2000-10-18 14:23:07-00:00 | 2000-10-18T14:23:07Z"
            })
    void readsAllForms(String text, ZonedDateTime date) {
        assertThat(MessageDates.read(text)).hasValueSatisfying(read -> {
            assertThat(read).isEqualTo(date);
            assertThat(read.getOffset()).isEqualTo(date.getOffset());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "30 Feb 2000 00:00:00 GMT",
                "18 Oct 2000 24:00:00 GMT",
                "18 Okt 2000 14:23:07 GMT",
                "18 Oct 2000 14:23:07",
                "18 Oct 2000 14:23:07 +9900",
                "18 Oct 2000 14:23:61 GMT",
                "2000-13-18T14:23:07Z",
                "2000-10-18T14:23:07",
                "(18 Oct 2000 14:23:07 GMT",
                "\u0661\u0668 Oct 2000 14:23:07 GMT"
            })
    void readsNothingFromWhatIsNoDate(String text) {
        assertThat(MessageDates.read(text)).isEmpty();
        assertThat(Message.text("").with(HeaderField.of("date", text)).date()).isEmpty();
    }

    @Test
    void readsNothingFromWhatIsLongerThanAnyDate() {
        String date = "18 Oct 2000 14:23:07 GMT";
        assertThat(MessageDates.read(date + " ".repeat(200 - date.length()))).isPresent();
        assertThat(MessageDates.read(date + " ".repeat(201 - date.length()))).isEmpty();
    }

    @Test
    void writesFourDigitYearsAndNumericZones() {
        ZonedDateTime date = ZonedDateTime.of(2000, 10, 8, 4, 3, 7, 999, ZoneId.of("America/St_Johns"));
        assertThat(MessageDates.write(date)).isEqualTo("Sun, 8 Oct 2000 04:03:07 -0230");
        assertThat(MessageDates.write(date.withZoneSameInstant(ZoneOffset.UTC)))
                .isEqualTo("Sun, 8 Oct 2000 06:33:07 +0000");
    }

    @Test
    void writesOffsetsInWholeMinutes() {
        ZonedDateTime date = ZonedDateTime.of(1930, 1, 1, 12, 0, 0, 0, ZoneOffset.ofHoursMinutesSeconds(0, 19, 32));
        assertThat(MessageDates.write(date)).isEqualTo("Wed, 1 Jan 1930 11:59:28 +0019");
    }

    @ParameterizedTest
    @ValueSource(ints = {1899, 10000})
    void refusesYearsWithoutFourDigits(int year) {
        refused(501, "" + year, () -> MessageDates.write(ZonedDateTime.of(year, 6, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    }
}

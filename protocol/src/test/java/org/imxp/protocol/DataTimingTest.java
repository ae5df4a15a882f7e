package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DataTimingTest {
    private static final DataTiming ALL = new DataTiming(60_000, 20_000, 1_000, true);

    private static DataTiming read(String xml) {
        return DataTiming.read(XmlFragment.of(xml));
    }

    @Test
    @Requirement("OPT-4")
    void readsTheExamplesOfTheSpecification() {
        assertThat(read("\n    <dataTiming noLaterThan='10000' returnTrip='20000' />\n"))
                .isEqualTo(new DataTiming(10_000, 20_000, 0, false));
        assertThat(read("<dataTiming noLaterThan='20000' />")).isEqualTo(new DataTiming(20_000, 0, 0, false));
        assertThat(read("<dataTiming noLaterThan='10000' reportErrors='true' />"))
                .isEqualTo(new DataTiming(10_000, 0, 0, true));
        assertThat(read("<dataTiming reportAfter='60000' />")).isEqualTo(new DataTiming(0, 0, 60_000, false));
        assertThat(read("<dataTiming />")).isEqualTo(new DataTiming(0, 0, 0, false));
    }

    @Test
    @Requirement("OPT-4")
    void writesWhatSaysSomething() {
        assertThat(new DataTiming(20_000, 0, 0, false).write().xml()).isEqualTo("<dataTiming noLaterThan='20000' />");
        assertThat(ALL.write().xml())
                .isEqualTo(
                        "<dataTiming noLaterThan='60000' returnTrip='20000' reportAfter='1000' reportErrors='true' />");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("OPT-4")
    void travelsInAnOptionThatEveryRelayHasToKnow(Dialect dialect) {
        var attach = new Attach(Examples.FRED, 1, java.util.List.of(ALL.option(86)));
        var xml = new ElementWriter().write(attach, dialect);
        var option = ((Attach) new ElementReader(ProtocolLimits.defaults()).read(xml, dialect))
                .options()
                .getFirst();

        assertThat(option.name()).isEqualTo(DataTiming.OPTION);
        assertThat(option.targetHop()).isEqualTo(TargetHop.ALL);
        assertThat(option.mustUnderstand()).isTrue();
        assertThat(option.transId()).isEqualTo(86);
        assertThat(DataTiming.read(option.content())).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|option dataTiming does not hold what it needs: allowed is one element dataTiming",
                "'x'|text \"x\" stands where only elements are allowed",
                "<dataHopping />|option dataTiming does not hold what it needs: allowed is one element dataTiming",
                "<dataTiming noLaterThan='-1' />|noLaterThan is \"-1\": allowed are the digits of 0 to 2147483647",
                "<dataTiming returnTrip='2147483648' />|returnTrip is \"2147483648\": allowed are the digits of 0 to"
                        + " 2147483647",
                "<dataTiming reportAfter='' />|reportAfter is \"\": allowed are the digits of 0 to 2147483647",
                "<dataTiming reportErrors='yes' />|reportErrors is \"yes\": allowed are true and false",
                "<dataTiming><a /></dataTiming>|dataTiming holds a: allowed is nothing",
                "<dataTiming /><dataTiming />|option dataTiming holds more than one element"
            })
    void refusesWhatIsNoTiming(String xml, String sentence) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .withMessage(sentence)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    void refusesMalformedXmlAndTimesOutOfRange() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("<dataTiming"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.SYNTAX_ERROR));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataTiming(-1, 0, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataTiming(0, -1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataTiming(0, 0, -1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> ALL.option(0));
    }

    @Test
    void unknownAttributesAndDeclarationsSayNothing() {
        assertThat(DataTiming.read(new XmlFragment("<dataTiming x:new='1' noLaterThan='7' />", Map.of("x", "urn:x"))))
                .isEqualTo(new DataTiming(7, 0, 0, false));
    }

    @Test
    @Requirement({"OPT-5", "OPT-11"})
    void timesGoDownAsTimeGoesBy() {
        assertThat(ALL.after(0)).isEqualTo(ALL);
        assertThat(ALL.after(999)).isEqualTo(new DataTiming(59_001, 20_000, 1, true));
        assertThat(ALL.after(1_000)).isEqualTo(new DataTiming(59_000, 20_000, 0, true));
        assertThat(ALL.after(59_999)).isEqualTo(new DataTiming(1, 20_000, 0, true));
        assertThat(ALL.isDelayed(999)).isFalse();
        assertThat(ALL.isDelayed(1_000)).isTrue();
        assertThat(ALL.isOver(59_999)).isFalse();
        assertThat(ALL.isOver(60_000)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> ALL.after(60_000));
    }

    @Test
    void withoutABoundNothingIsEverOver() {
        var none = new DataTiming(0, 5, 0, true);

        assertThat(none.isOver(Long.MAX_VALUE)).isFalse();
        assertThat(none.isDelayed(Long.MAX_VALUE)).isFalse();
        assertThat(none.after(Long.MAX_VALUE)).isEqualTo(none);
    }

    @Test
    @Requirement({"OPEN-18", "OPEN-19"})
    void onlyWhatReportsNeedsATransId() {
        assertThat(new DataTiming(1, 0, 0, false).mayReport()).isFalse();
        assertThat(new DataTiming(0, 9, 0, true).mayReport()).isFalse();
        assertThat(new DataTiming(1, 9, 0, false).mayReport()).isTrue();
        assertThat(new DataTiming(1, 0, 0, true).mayReport()).isTrue();
        assertThat(new DataTiming(0, 0, 1, false).mayReport()).isTrue();
    }
}

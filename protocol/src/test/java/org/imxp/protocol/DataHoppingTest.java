package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataHoppingTest {
    private static DataHopping read(String xml) {
        return DataHopping.read(XmlFragment.of(xml));
    }

    @Test
    @Requirement("OPT-16")
    void readsTheExamplesOfTheSpecification() {
        assertThat(read("<dataHopping noMoreThan='2' reportErrors='true' />")).isEqualTo(new DataHopping(2, true));
        assertThat(read("<dataHopping noMoreThan='255' />")).isEqualTo(new DataHopping(255, false));
        assertThat(read("<dataHopping />")).isEqualTo(new DataHopping(0, false));
    }

    @Test
    @Requirement("OPT-16")
    void writesWhatSaysSomething() {
        assertThat(new DataHopping(2, true).write().xml())
                .isEqualTo("<dataHopping noMoreThan='2' reportErrors='true' />");
        assertThat(new DataHopping(0, false).write().xml()).isEqualTo("<dataHopping />");
        var option = new DataHopping(2, true).option(86);
        assertThat(option.targetHop()).isEqualTo(TargetHop.ALL);
        assertThat(option.mustUnderstand()).isTrue();
        assertThat(DataHopping.read(option.content())).isEqualTo(new DataHopping(2, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<dataHopping noMoreThan='256' />|noMoreThan is 256: allowed are 0 to 255",
                "<dataHopping noMoreThan='one' />|noMoreThan is \"one\": allowed are the digits of 0 to 2147483647",
                "<dataHopping reportErrors='1' />|reportErrors is \"1\": allowed are true and false",
                "<dataTiming />|option dataHopping does not hold what it needs: allowed is one element dataHopping"
            })
    @Requirement("OPT-16")
    void refusesWhatIsNoHopping(String xml, String sentence) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .withMessage(sentence)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    void refusesANumberOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DataHopping(-1, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataHopping(256, false))
                .withMessage("noMoreThan is 256: allowed are 0 to 255");
    }

    @Test
    @Requirement("OPT-17")
    void goesDownByOneAndZeroIsNoBound() {
        assertThat(new DataHopping(2, true).isLast()).isFalse();
        assertThat(new DataHopping(2, true).next()).isEqualTo(new DataHopping(1, true));
        assertThat(new DataHopping(1, true).isLast()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new DataHopping(1, true).next());
        assertThat(new DataHopping(0, true).isLast()).isFalse();
        assertThat(new DataHopping(0, true).next()).isEqualTo(new DataHopping(0, true));
        assertThat(new DataHopping(0, true).mayReport()).isFalse();
        assertThat(new DataHopping(1, true).mayReport()).isTrue();
    }
}

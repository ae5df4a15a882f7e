package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("CORE-49")
final class ReplyCodeTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                250, 350, 421, 450, 451, 454, 500, 501, 503, 504, 530, 534, 535, 537, 538, 550, 551, 553, 554, 555, 556
            })
    @Requirement("OPEN-4")
    void knowsWhatEachCodeMeans(int value) {
        var code = new ReplyCode(value);

        assertThat(code.meaning()).isNotBlank().isNotEqualTo(new ReplyCode(value / 100 * 100 + 99).meaning());
        assertThat(code).hasToString(Integer.toString(value));
    }

    @Test
    void judgesUnknownCodesByTheirFirstDigit() {
        assertThat(new ReplyCode(299).isDone()).isTrue();
        assertThat(new ReplyCode(399).isInterim()).isTrue();
        assertThat(new ReplyCode(499).isTemporary()).isTrue();
        assertThat(new ReplyCode(599).isPermanent()).isTrue();
        var other = new ReplyCode(600);
        assertThat(other.isDone() || other.isInterim() || other.isTemporary() || other.isPermanent())
                .isFalse();
        assertThat(other.meaning()).isEqualTo("unknown reply code");
        assertThat(new ReplyCode(250).isDone()).isTrue();
        assertThat(ReplyCode.NOT_TAKEN.isPermanent()).isTrue();
        assertThat(ReplyCode.NOT_TAKEN_NOW.isTemporary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 1000})
    void refusesWhatIsNotThreeDigits(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplyCode(value));
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int STEP = 1 << 30;

    private static FrameHeader frame(long sequenceNumber, int size) {
        return new FrameHeader(Keyword.MSG, 1, 1, true, sequenceNumber, size, FrameHeader.NO_ANSWER);
    }

    @Test
    @Requirement("BEEP-9")
    void receivedSequenceNumbersGoOnAfterFourGibioctets() {
        var window = new ReceiveWindow();
        for (int i = 0; i < 9; i++) {
            window.open(STEP);
            window.accept(frame(((long) i * STEP) & 0xFFFF_FFFFL, STEP - 4096));
            window.open(STEP);
            window.accept(frame(((long) i * STEP + STEP - 4096) & 0xFFFF_FFFFL, 4096));
        }
        assertThat(window.acknowledged()).isEqualTo((9L * STEP) & 0xFFFF_FFFFL);
    }

    @Test
    @Requirement({"BEEP-9", "BEEP-60"})
    void sentSequenceNumbersGoOnAfterFourGibioctets() {
        var window = new SendWindow();
        window.update(new SequenceFrame(1, 0, STEP));
        for (int i = 1; i <= 9; i++) {
            window.advance(STEP);
            window.update(new SequenceFrame(1, ((long) i * STEP) & 0xFFFF_FFFFL, STEP));
            assertThat(window.available()).isEqualTo(STEP);
        }
        assertThat(window.sequenceNumber()).isEqualTo((9L * STEP) & 0xFFFF_FFFFL);
    }

    @Test
    @Requirement("BEEP-62")
    void aWindowOnceGivenIsNotTakenBack() {
        var window = new SendWindow();
        window.update(new SequenceFrame(1, 0, 1));
        assertThat(window.available()).isEqualTo(4096);
    }

    @Test
    void aLateSequenceFrameIsIgnored() {
        var window = new SendWindow();
        window.advance(100);
        window.update(new SequenceFrame(1, 100, 4096));
        assertThatCode(() -> window.update(new SequenceFrame(1, 50, 4096))).doesNotThrowAnyException();
        assertThat(window.available()).isEqualTo(4096);
    }

    @Test
    @Requirement("BEEP-61")
    void theWindowOpensInStepsOfAtLeastHalf() {
        var window = new ReceiveWindow();
        window.accept(frame(0, 2047));
        assertThat(window.open(4096)).isFalse();
        window.accept(frame(2047, 1));
        assertThat(window.open(4096)).isTrue();
        assertThat(window.size()).isEqualTo(4096);
    }

    @Test
    @Requirement({"BEEP-58", "BEEP-59"})
    void oneOctetBeyondTheWindowIsPoorlyFormed() {
        var window = new ReceiveWindow();
        window.accept(frame(0, 4096));
        assertThatThrownBy(() -> window.accept(frame(4096, 1))).isInstanceOf(PoorlyFormedException.class);
    }
}

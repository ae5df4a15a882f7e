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

    private static ReceiveWindow window() {
        return new ReceiveWindow(new WindowBudget(Long.MAX_VALUE));
    }

    /** The peer fills the window, and the application keeps up. */
    private static long fill(ReceiveWindow window, long sequenceNumber, int most) {
        var size = window.size();
        window.accept(frame(sequenceNumber & 0xFFFF_FFFFL, size));
        window.consumed(size);
        assertThat(window.open(most)).isTrue();
        return sequenceNumber + size;
    }

    @Test
    @Requirement("BEEP-9")
    void receivedSequenceNumbersGoOnAfterFourGibioctets() {
        var window = window();
        var received = 0L;
        while (received < 9L * STEP) {
            received = fill(window, received, STEP);
        }
        assertThat(window.acknowledged()).isEqualTo(received & 0xFFFF_FFFFL);
        assertThat(window.size()).isEqualTo(STEP);
    }

    @Test
    @Requirement({"BEEP-58", "BEEP-62"})
    void aWindowBeginsAt4096AndDoublesUpToItsBoundWhileTheApplicationKeepsUp() {
        var window = window();
        var received = 0L;
        for (int expected = 4096; expected <= 65_536; expected *= 2) {
            assertThat(window.size()).isEqualTo(expected);
            received = fill(window, received, 65_536);
        }
        fill(window, received, 65_536);
        assertThat(window.size()).isEqualTo(65_536);
    }

    @Test
    @Requirement({"BEEP-61", "BEEP-62"})
    void aWindowStaysClosedBehindWhatTheApplicationHasNotConsumed() {
        var window = window();
        window.accept(frame(0, 4096));
        assertThat(window.open(65_536)).isFalse();
        window.consumed(2047);
        assertThat(window.open(65_536)).isFalse();
        window.consumed(1);
        assertThat(window.open(65_536)).isTrue();
        assertThat(window.size()).as("half is still to be consumed: no growth").isEqualTo(2048);
    }

    @Test
    @Requirement("BEEP-64")
    void windowsGrowTogetherUpToTheBudgetOfTheSessionAndGiveItBack() {
        var budget = new WindowBudget(6000);
        var first = new ReceiveWindow(budget);
        var second = new ReceiveWindow(budget);
        fill(first, 0, 65_536);
        assertThat(first.size()).isEqualTo(8192);
        fill(second, 0, 65_536);
        assertThat(second.size()).isEqualTo(4096 + 6000 - 4096);
        var third = new ReceiveWindow(budget);
        fill(third, 0, 65_536);
        assertThat(third.size()).as("one past the budget").isEqualTo(4096);
        first.close();
        fill(third, 4096, 65_536);
        assertThat(third.size()).isEqualTo(8192);
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
        var window = window();
        window.accept(frame(0, 2047));
        window.consumed(2047);
        assertThat(window.open(4096)).isFalse();
        window.accept(frame(2047, 1));
        window.consumed(1);
        assertThat(window.open(4096)).isTrue();
        assertThat(window.size()).isEqualTo(4096);
    }

    @Test
    @Requirement({"BEEP-58", "BEEP-59"})
    void oneOctetBeyondTheWindowIsPoorlyFormed() {
        var window = window();
        window.accept(frame(0, 4096));
        assertThatThrownBy(() -> window.accept(frame(4096, 1))).isInstanceOf(PoorlyFormedException.class);
    }
}

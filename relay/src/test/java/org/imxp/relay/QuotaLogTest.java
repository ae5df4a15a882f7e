package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

class QuotaLogTest {
    private static final Outcome FULL = Outcome.of(ReplyCode.NOT_TAKEN, "full");

    private final HeldTime time = new HeldTime();
    private final QuotaLog log = new QuotaLog(time);

    @Test
    void saysOneLineAMinuteAndHowManyItDidNotSay() {
        assertThat(log.line("fred@example.com", FULL)).contains("data for fred@example.com is not held, 550: full");
        assertThat(log.line("fred@example.com", FULL)).isEmpty();
        time.pass(QuotaLog.PAUSE.minusMillis(1));
        assertThat(log.line("wilma@example.com", FULL)).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(log.line("wilma@example.com", FULL))
                .contains("data for wilma@example.com is not held, 550: full; 2 more since the last such line");
        time.pass(QuotaLog.PAUSE);
        assertThat(log.line("fred@example.com", FULL)).contains("data for fred@example.com is not held, 550: full");
    }
}

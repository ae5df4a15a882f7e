package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final SystemTime time = new SystemTime(InstantSource.fixed(Instant.EPOCH), 2);

    @AfterEach
    void close() {
        time.close();
    }

    private static void fail() {
        throw new IllegalStateException("as planned");
    }

    @Test
    void runsWhatIsDueOnAThreadThatKeepsNothingAlive() {
        assertThat(time.instant()).isEqualTo(Instant.EPOCH);
        var ran = new CompletableFuture<Thread>();
        time.after(Duration.ZERO, SystemTimeTest::fail);
        time.after(Duration.ZERO, () -> ran.complete(Thread.currentThread()));
        assertThat(ran.join().isDaemon()).isTrue();
    }

    @Test
    @Requirement("CORE-51")
    void takesOneAlarmPastItsBoundOnlyWhenAnotherIsCalledOff() {
        var first = time.after(LONG, SystemTimeTest::fail);
        time.after(LONG, SystemTimeTest::fail);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> time.after(LONG, SystemTimeTest::fail))
                .withMessage("2 alarms wait, the most that are allowed");
        first.cancel();
        first.cancel();
        time.after(LONG, SystemTimeTest::fail);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> time.after(LONG, SystemTimeTest::fail));
    }

    @Test
    void anAlarmThatWentOffMakesRoom() {
        for (int i = 0; i < 10; i++) {
            var ran = new CompletableFuture<Boolean>();
            time.after(Duration.ZERO, () -> ran.complete(true));
            assertThat(ran.join()).isTrue();
        }
    }

    @Test
    void takesNothingWhenItIsClosed() {
        time.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> time.after(LONG, SystemTimeTest::fail));
    }
}

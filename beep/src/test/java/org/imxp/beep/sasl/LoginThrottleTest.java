package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final LoginThrottle.Bounds BOUNDS =
            new LoginThrottle.Bounds(3, Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofSeconds(18));

    private Instant now = Instant.EPOCH;
    private final LoginThrottle throttle = new LoginThrottle(BOUNDS, 2, () -> now);

    private void fail(String key, int times) {
        for (var i = 0; i < times; i++) {
            throttle.failed(key);
        }
    }

    @Test
    void admitsUpToTheFreeFailuresAndRefusesAfter() {
        fail("fred", 2);
        assertThat(throttle.admits("fred")).isTrue();
        fail("fred", 1);
        assertThat(throttle.admits("fred")).isFalse();
        assertThat(throttle.admits("wilma")).isTrue();
    }

    @Test
    void admitsAgainAfterTheBackOffAndNotBefore() {
        fail("fred", 3);
        now = now.plus(Duration.ofSeconds(5)).minusNanos(1);
        assertThat(throttle.admits("fred")).isFalse();
        now = now.plusNanos(1);
        assertThat(throttle.admits("fred")).isTrue();
    }

    @Test
    void doublesTheBackOffUpToTheLongest() {
        fail("fred", 3);
        assertThat(throttle.remaining("fred")).isEqualTo(Duration.ofSeconds(5));
        fail("fred", 1);
        assertThat(throttle.remaining("fred")).isEqualTo(Duration.ofSeconds(10));
        fail("fred", 1);
        assertThat(throttle.remaining("fred")).isEqualTo(Duration.ofSeconds(18));
        fail("fred", 1000);
        assertThat(throttle.remaining("fred")).isEqualTo(Duration.ofSeconds(18));
    }

    @Test
    void forgetsAfterTheWindowAndNotBefore() {
        fail("fred", 2);
        now = now.plus(Duration.ofMinutes(10));
        fail("fred", 1);
        assertThat(throttle.admits("fred")).isFalse();
        now = now.plus(Duration.ofMinutes(10)).plusNanos(1);
        fail("fred", 2);
        assertThat(throttle.admits("fred")).isTrue();
    }

    @Test
    void forgetsAfterASuccess() {
        fail("fred", 2);
        throttle.succeeded("fred");
        fail("fred", 2);
        assertThat(throttle.admits("fred")).isTrue();
    }

    @Test
    void forgetsTheOldestFailureWhenTheTableIsFull() {
        fail("fred", 3);
        fail("wilma", 3);
        fail("fred", 1);
        assertThat(throttle.size()).isEqualTo(2);
        fail("barney", 1);
        assertThat(throttle.size()).isEqualTo(2);
        assertThat(throttle.admits("fred")).isFalse();
        assertThat(throttle.admits("wilma")).isTrue();
    }

    @Test
    void refusesBoundsOutOfTheirRanges() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new LoginThrottle.Bounds(0, second, second, second))
                .hasMessageContaining("failures is 0");
        assertThatThrownBy(() -> new LoginThrottle.Bounds(1, second, Duration.ZERO, second))
                .hasMessageContaining("back-off");
        assertThatThrownBy(() -> new LoginThrottle.Bounds(1, second, second, Duration.ofMillis(999)))
                .hasMessageContaining("back-off");
        assertThatThrownBy(() -> new LoginThrottle.Bounds(1, Duration.ofMillis(999), second, second))
                .hasMessageContaining("window");
        assertThatThrownBy(() -> new LoginThrottle(BOUNDS, 0, () -> now)).hasMessageContaining("maxKeys is 0");
    }
}

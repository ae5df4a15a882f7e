package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class DuplicateFilterTest {
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:11:12Z"));
    private final DuplicateFilter filter = new DuplicateFilter(PERIOD, 2, now::get);

    @Test
    @Requirement("MSG-24")
    void tellsARepeatOfOriginatorAndIdentifier() {
        Message message = Message.builder().messageId("1@example.com").text("a").build();
        assertThat(filter.repeats("fred@example.com", message)).isFalse();
        assertThat(filter.repeats("fred@example.com", message.with(TextContent.plain("b"))))
                .isTrue();
        assertThat(filter.repeats("wilma@example.com", message)).isFalse();
    }

    @Test
    @Requirement("MSG-24")
    void remembersForThePeriodFromTheFirst() {
        filter.repeats("fred@example.com", "1@example.com");
        now.updateAndGet(time -> time.plus(PERIOD));
        assertThat(filter.repeats("fred@example.com", "1@example.com")).isTrue();
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(filter.repeats("fred@example.com", "1@example.com")).isFalse();
        assertThat(filter.repeats("fred@example.com", "1@example.com")).isTrue();
    }

    @Test
    void forgetsTheOldestWhenFull() {
        filter.repeats("fred@example.com", "1@example.com");
        filter.repeats("fred@example.com", "2@example.com");
        assertThat(filter.repeats("fred@example.com", "1@example.com")).isTrue();
        filter.repeats("fred@example.com", "3@example.com");
        assertThat(filter.repeats("fred@example.com", "2@example.com")).isTrue();
        assertThat(filter.repeats("fred@example.com", "1@example.com")).isFalse();
    }

    @Test
    void aMessageWithoutIdentifierIsNeverARepeat() {
        assertThat(filter.repeats("fred@example.com", Message.text("a"))).isFalse();
        assertThat(filter.repeats("fred@example.com", Message.text("a"))).isFalse();
    }

    @Test
    void anIdentifierOnePastTheLongestIsNotRemembered() {
        String longest = "1".repeat(DuplicateFilter.LONGEST_ID);
        assertThat(filter.repeats("fred@example.com", longest)).isFalse();
        assertThat(filter.repeats("fred@example.com", longest)).isTrue();
        assertThat(filter.repeats("fred@example.com", longest + "1")).isFalse();
        assertThat(filter.repeats("fred@example.com", longest + "1")).isFalse();
    }

    @Test
    void refusesToBeWithoutMemory() {
        InstantSource clock = now::get;
        assertThatIllegalArgumentException().isThrownBy(() -> new DuplicateFilter(PERIOD, 0, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new DuplicateFilter(PERIOD.negated(), 1, clock));
    }
}

package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imxp.relay.config.Limit.Unit;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {
    @ParameterizedTest
    @EnumSource(Limit.class)
    void hasADefaultInRangeAndASentence(Limit limit) {
        assertThat(limit.byDefault()).isBetween(limit.least(), limit.most());
        assertThat(limit.key()).matches("[a-z]+(-[a-z]+)*");
        assertThat(limit.meaning()).endsWith(".");
        if (limit.unit() != Unit.TIME && limit != Limit.HELD_OCTETS_TOTAL) {
            assertThat(limit.most()).isLessThanOrEqualTo(Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void refusesOneBeyondItsRange(Limit limit) {
        // With the largest queues, so that what must agree with them does.
        var roomy = Limits.defaults()
                .with(Limits.AT_LEAST_ONE_PAYLOAD.stream()
                        .collect(Collectors.toMap(Function.identity(), queue -> 1L << 30)));

        assertThat(valueOf(roomy.with(limit, limit.most()), limit)).isEqualTo(limit.most());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roomy.with(limit, limit.most() + 1))
                .withMessageContaining("is not allowed: " + Limits.range(limit));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roomy.with(limit, limit.least() - 1))
                .withMessageContaining("is not allowed: " + Limits.range(limit));
    }

    @Test
    @Requirement({"BEEP-64", "CORE-51"})
    void canEachBeChosen() {
        var limits = Limits.defaults()
                .with(Map.of(
                        Limit.CHANNELS_PER_SESSION, 3L,
                        Limit.MAX_PAYLOAD, 5_000L,
                        Limit.TIME_TO_GREET, 2_000L,
                        Limit.TIME_TO_AUTHENTICATE, 3_000L,
                        Limit.SESSIONS_PER_ADDRESS, 4L,
                        Limit.RECIPIENTS_PER_DATA, 5L,
                        Limit.XML_DEPTH, 6L,
                        Limit.ATTACHMENTS_PER_SESSION, 7L,
                        Limit.SESSIONS, 8L));

        assertThat(limits.number(Limit.CHANNELS_PER_SESSION)).isEqualTo(3);
        assertThat(limits.number(Limit.MAX_PAYLOAD)).isEqualTo(5_000);
        assertThat(limits.time(Limit.TIME_TO_GREET)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.time(Limit.TIME_TO_AUTHENTICATE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(limits.number(Limit.SESSIONS_PER_ADDRESS)).isEqualTo(4);
        assertThat(limits.number(Limit.RECIPIENTS_PER_DATA)).isEqualTo(5);
        assertThat(limits.number(Limit.XML_DEPTH)).isEqualTo(6);
        assertThat(limits.number(Limit.ATTACHMENTS_PER_SESSION)).isEqualTo(7);
        assertThat(limits.number(Limit.SESSIONS)).isEqualTo(8);
        assertThat(limits.number(Limit.OPTIONS_PER_ELEMENT)).isEqualTo(16);
    }

    @Test
    void refusesAQueueThatCannotHoldOneMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.defaults().with(Limit.MAX_PAYLOAD, 8 << 20))
                .withMessage(
                        "queued-octets-per-attachment of 4MiB is less than max-payload of 8MiB: it must not be less");
    }

    @ParameterizedTest
    @EnumSource(
            value = Limit.class,
            names = {"QUEUED_OCTETS_PER_NEXT_HOP", "OCTETS_PER_MINUTE_PER_PEER_DOMAIN"})
    void letsTheLongestMessageThroughToOtherDomains(Limit limit) {
        var longest = Limit.MAX_PAYLOAD.byDefault();

        assertThat(Limits.defaults().with(limit, longest).number(limit)).isEqualTo((int) longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.defaults().with(limit, longest - 1))
                .withMessageEndingWith("is less than max-payload of 1MiB: it must not be less");
    }

    @Test
    void tellsTimeFromNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().time(Limit.SESSIONS));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().number(Limit.TIME_TO_GREET));
    }

    @Test
    void comparesByValue() {
        var same = Limits.defaults().with(Limit.SESSIONS, Limit.SESSIONS.byDefault());

        assertThat(same).isEqualTo(Limits.defaults()).hasSameHashCodeAs(Limits.defaults());
        assertThat(Limits.defaults().with(Limit.SESSIONS, 1)).isNotEqualTo(Limits.defaults());
        assertThat(Limits.defaults()).asString().contains("max-payload=1MiB, ").contains("time-to-greet=10s");
    }

    private static long valueOf(Limits limits, Limit limit) {
        return limit.unit() == Unit.TIME ? limits.time(limit).toMillis() : limits.octets(limit);
    }
}

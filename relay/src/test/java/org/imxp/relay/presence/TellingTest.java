package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.imxp.relay.config.Limit;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** The order of what one recipient hears, and what it is spared. */
class TellingTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";

    private final PresenceWorld world = new PresenceWorld();

    @Test
    void makesOneOfChangesThatASlowSubscriberHasNotBeenToldOf() {
        world.subscribes(WILMA, 1, 600).getsInitial(WILMA, 1);
        world.silence(WILMA);
        for (int i = 0; i < 100; i++) {
            world.publishes("im:a" + i + "@b", FAR);
        }
        world.getsTuple(WILMA, 1, "im:a0@b").getsNothing(WILMA);
        world.answer();
        world.getsTuple(WILMA, 1, "im:a99@b").getsNothing(WILMA);
        world.answer();
        world.getsNothing(WILMA);
        world.publishes("im:c@d", FAR).getsTuple(WILMA, 1, "im:c@d");
    }

    @Test
    @Requirement("PRES-21")
    void tellsNoChangeAfterTheEnd() {
        world.subscribes(WILMA, 1, 600).getsInitial(WILMA, 1);
        world.silence(WILMA);
        world.publishes("im:a@b", FAR).getsTuple(WILMA, 1, "im:a@b");
        world.publishes("im:c@d", FAR);
        world.terminates(WILMA, 1).gets(WILMA, "<reply code='250' transID='1' />");
        world.answer();
        world.answer();
        world.getsNothing(WILMA);
    }

    @Test
    void oneSlowSubscriberKeepsNobodyWaiting() {
        world.silence(WILMA);
        world.subscribes(WILMA, 1, 600).getsInitial(WILMA, 1);
        world.subscribes("dino@example.com", 1, 600).getsInitial("dino@example.com", 1);
        world.publishes("im:a@b", FAR)
                .getsTuple("dino@example.com", 1, "im:a@b")
                .getsNothing(WILMA);
    }

    @Test
    void deadlinesRingInTheirOrderWithOneAlarm() {
        var time = new ManualAlarms();
        var deadlines = new Deadlines(time, time);
        var rung = new ArrayList<Integer>();
        deadlines.at(ManualAlarms.START.plusSeconds(3), () -> rung.add(3));
        deadlines.at(ManualAlarms.START.plusSeconds(1), () -> rung.add(1));
        var second = deadlines.at(ManualAlarms.START.plusSeconds(2), () -> rung.add(2));
        deadlines.at(ManualAlarms.START.plusSeconds(1), () -> rung.add(11));
        deadlines.at(ManualAlarms.START.plus(Duration.ofDays(500 * 365)), () -> rung.add(500));
        assertThat(time.alarms()).isEqualTo(1);

        time.passSeconds(1);
        assertThat(rung).containsExactly(1, 11);
        deadlines.cancel(second);
        time.pass(Duration.ofDays(3));
        assertThat(rung).containsExactly(1, 11, 3);
        assertThat(deadlines.size()).isEqualTo(1);
        time.pass(Duration.ofDays(500 * 365));
        assertThat(rung).containsExactly(1, 11, 3, 500);
        assertThat(time.alarms()).isZero();
    }

    @Test
    void aDeadlineThatFoundNoAlarmRingsWithTheNext() {
        var time = new ManualAlarms();
        var deadlines = new Deadlines(time, time);
        var rung = new ArrayList<Integer>();
        time.allow(0);
        deadlines.at(ManualAlarms.START.plusSeconds(1), () -> rung.add(1));
        time.allow(Integer.MAX_VALUE);
        deadlines.at(ManualAlarms.START.plusSeconds(2), () -> {
            throw new IllegalStateException("one that fails keeps no other waiting");
        });
        deadlines.at(ManualAlarms.START.plusSeconds(3), () -> rung.add(3));
        time.passSeconds(3);
        assertThat(rung).containsExactly(1, 3);
    }

    @Test
    void keepsNothingOfThoseWhoAreDone() {
        world.subscribes(WILMA, 1, 60).getsInitial(WILMA, 1);
        world.time.passSeconds(60);
        world.gets(WILMA, "<terminate transID='1' />");
        assertThat(world.time.alarms()).isZero();
        world.subscribes(FRED, 1, 0).getsInitial(FRED, 1);
    }

    @Test
    void keepsNoEndsWithoutNumberForARecipientThatTakesNothing() {
        var bounded = new PresenceWorld(Limit.PRESENCE_QUEUED_PER_ENDPOINT, 1);
        bounded.silence(WILMA);
        int ends = 0;
        for (int i = 0; i < 3_000; i++) {
            bounded.subscribes(WILMA, 1, 1);
            bounded.time.passSeconds(1);
        }
        while (bounded.unanswered() > 0) {
            bounded.answer();
        }
        while (bounded.count(WILMA) > 0) {
            ends += bounded.heard(WILMA).startsWith("<terminate") ? 1 : 0;
        }
        // Two for each operation that one endpoint may have, and those under way.
        assertThat(ends).isBetween(500, 2_001 + 16);
    }
}

package org.imxp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

final class RecentDecisionsTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address BARNEY = Address.parse("barney@example.com");
    private static final Actions SOME = Actions.of("core:data");

    private final RecentDecisions recent = new RecentDecisions();

    @Test
    void decidesOnce() {
        recent.of(FRED, BARNEY, () -> SOME);

        assertThat(recent.of(FRED, BARNEY, () -> Actions.ALL)).isEqualTo(SOME);
    }

    @Test
    void decidesAgainAfterAChange() {
        recent.of(FRED, BARNEY, () -> SOME);
        recent.forget();

        assertThat(recent.of(FRED, BARNEY, () -> Actions.NONE)).isEqualTo(Actions.NONE);
    }

    @Test
    void usesNothingThatWasDecidedWhileAChangeWasMade() {
        recent.of(FRED, BARNEY, () -> {
            recent.forget();
            return SOME;
        });

        assertThat(recent.of(FRED, BARNEY, () -> Actions.NONE)).isEqualTo(Actions.NONE);
    }

    @Test
    void tellsOwnersAndActorsApartHoweverManyThereAre() {
        var some = IntStream.range(0, 200)
                .mapToObj(i -> Address.parse("e" + i + "@example.com"))
                .toList();
        for (int round = 0; round < 2; round++) {
            for (var owner : some) {
                for (var actor : some) {
                    var expected = Actions.of("x:" + owner.local() + actor.local());

                    assertThat(recent.of(owner, actor, () -> expected)).isEqualTo(expected);
                }
            }
        }
    }
}

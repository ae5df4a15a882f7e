package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ReattachProperties {
    @Property
    void eachWaitIsWithinItsBoundAndNoLessThanHalfOfIt(
            @ForAll @LongRange(min = 1, max = 10_000) long first,
            @ForAll @LongRange(min = 0, max = 100_000_000) long more,
            @ForAll @IntRange(min = 0) int attempts,
            @ForAll long seed) {
        var waits = new Reattach(Duration.ofMillis(first), Duration.ofMillis(first + more));
        var most = Math.min(first + more, first << Math.min(attempts, 20));
        var delay = waits.delay(attempts, new Random(seed)).toMillis();
        assertThat(delay).isBetween((most + 1) / 2, most);
    }
}

package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imxp.testkit.Requirement;

/** The numbers in use, against a list: whatever a peer counts, a number is free or in use. */
class NumbersInUseProperties {
    @Property
    @Requirement("BEEP-13")
    void agreesWithAList(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int disorder) {
        var random = new SplittableRandom(seed);
        var numbers = new NumbersInUse();
        List<Integer> naive = new ArrayList<>();
        var next = 0;
        for (int i = 0; i < 300; i++) {
            var inOrder = random.nextInt(100) >= disorder;
            if (random.nextBoolean()) {
                var number = inOrder ? next++ : random.nextInt(50);
                var free = !naive.contains(number);
                assertThat(numbers.add(number)).isEqualTo(free);
                if (free) {
                    naive.add(number);
                }
            } else if (!naive.isEmpty()) {
                assertThat(numbers.remove(naive.removeFirst())).isTrue();
            }
            assertThat(numbers.size()).isEqualTo(naive.size());
        }
        numbers.clear();
        assertThat(numbers.size()).isZero();
        assertThat(numbers.remove(1)).isFalse();
    }
}

package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparseTest {
    @Test
    void keepsTheOrderOfKeysHoweverManyThereAre() {
        Map<String, Integer> map = Map.of();
        map = Sparse.with(map, "one", 1);
        map = Sparse.with(map, "two", 2);
        map = Sparse.with(map, "three", 3);
        map = Sparse.with(map, "one", 11);
        assertThat(List.copyOf(map.entrySet()))
                .containsExactly(Map.entry("one", 11), Map.entry("two", 2), Map.entry("three", 3));
    }

    @Test
    void replacesTheOnlyOne() {
        assertThat(Sparse.with(Sparse.with(Map.of(), "one", 1), "one", 2)).isEqualTo(Map.of("one", 2));
    }

    @Test
    void isEmptyAgainWhenAllIsTakenOut() {
        var one = Sparse.with(Map.<String, Integer>of(), "one", 1);
        assertThat(Sparse.without(one, "two")).isEqualTo(Map.of("one", 1));
        assertThat(Sparse.without(one, "one")).isEmpty();
        var two = Sparse.with(Sparse.with(Map.<String, Integer>of(), "one", 1), "two", 2);
        assertThat(Sparse.without(Sparse.without(two, "one"), "two")).isSameAs(Map.of());
    }
}

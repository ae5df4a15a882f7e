package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

final class ToldOnceTest {
    private final ToldOnce told = new ToldOnce();

    private boolean isNews(int number) {
        return told.isNews(Address.parse("n" + number + "@example.com"));
    }

    @Test
    void whoComesWhenItIsFullIsToldOfEachTime() {
        for (var i = 0; i < ToldOnce.MOST; i++) {
            assertThat(isNews(i)).isTrue();
        }
        assertThat(isNews(ToldOnce.MOST - 1)).isFalse();
        assertThat(isNews(ToldOnce.MOST)).isTrue();
        assertThat(isNews(ToldOnce.MOST)).isTrue();
    }
}

package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");

    private final Turns turns = new Turns(3, 4);
    private final List<String> begun = new ArrayList<>();

    private boolean take(Address endpoint, String name, Supplier<CompletionStage<?>> task) {
        return turns.take(endpoint, () -> {
            begun.add(name);
            return task.get();
        });
    }

    @Test
    void oneFollowsTheOther() {
        var first = new CompletableFuture<Object>();
        assertThat(take(FRED, "first", () -> first)).isTrue();
        assertThat(take(FRED, "second", CompletableFuture::new)).isTrue();
        assertThat(take(WILMA, "other", CompletableFuture::new)).isTrue();
        assertThat(begun).containsExactly("first", "other");

        first.complete("done");

        assertThat(begun).containsExactly("first", "other", "second");
    }

    @Test
    void whatFailsKeepsNobodysTurn() {
        assertThat(take(FRED, "thrown", () -> {
                    throw new IllegalStateException("a fault");
                }))
                .isTrue();
        var failing = new CompletableFuture<Object>();
        assertThat(take(FRED, "failing", () -> failing)).isTrue();
        assertThat(take(FRED, "after", CompletableFuture::new)).isTrue();
        assertThat(begun).containsExactly("thrown", "failing");

        failing.completeExceptionally(new IllegalStateException("a fault"));

        assertThat(begun).containsExactly("thrown", "failing", "after");
    }

    @Test
    @Requirement("CORE-51")
    void takesNoMoreThanItsBounds() {
        for (int i = 0; i < 3; i++) {
            assertThat(take(FRED, "fred", CompletableFuture::new)).isTrue();
        }
        assertThat(take(FRED, "fred", CompletableFuture::new)).isFalse();
        var last = new CompletableFuture<Object>();
        assertThat(take(WILMA, "wilma", () -> last)).isTrue();
        assertThat(take(WILMA, "wilma", CompletableFuture::new)).isFalse();

        last.complete("done");

        assertThat(take(WILMA, "wilma", CompletableFuture::new)).isTrue();
    }
}

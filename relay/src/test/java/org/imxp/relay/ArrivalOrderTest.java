package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

class ArrivalOrderTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");
    private static final int MOST = 10_000;

    private final ArrivalOrder order = new ArrivalOrder(MOST);
    private final List<String> taken = new ArrayList<>();
    private final Deque<Runnable> undecided = new ArrayDeque<>();

    private CompletableFuture<Outcome> waits(Address recipient, String name) {
        return order.inTurn(recipient, decided -> {
                    taken.add(name);
                    undecided.add(decided);
                    return new CompletableFuture<>();
                })
                .toCompletableFuture();
    }

    private CompletionStage<Outcome> done(Runnable decided, String name) {
        taken.add(name);
        decided.run();
        return CompletableFuture.completedStage(Outcome.DELIVERED);
    }

    @Test
    void takesOneStepAfterTheOther() {
        var _ = waits(FRED, "1");
        var _ = waits(FRED, "2");
        var _ = waits(WILMA, "a");
        assertThat(taken).containsExactly("1", "a");

        var first = undecided.remove();
        first.run();
        first.run();

        assertThat(taken).containsExactly("1", "a", "2");
        assertThat(order.size()).isZero();
        undecided.forEach(Runnable::run);
        assertThat(order.recipients()).isZero();
    }

    @Test
    void anOutcomeIsADecision() {
        var outcome = new CompletableFuture<Outcome>();
        var first = order.inTurn(FRED, decided -> outcome);
        var _ = waits(FRED, "2");

        outcome.complete(Outcome.DELIVERED);

        assertThat(first.toCompletableFuture()).isCompletedWithValue(Outcome.DELIVERED);
        assertThat(taken).containsExactly("2");
    }

    @Test
    void goesOnAfterAStepThatFails() {
        var first = order.inTurn(FRED, decided -> {
            throw new IllegalStateException("no");
        });

        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(order.recipients()).isZero();
    }

    @Test
    void nestsNoStepInAnother() {
        var _ = waits(FRED, "first");
        for (int i = 0; i < MOST; i++) {
            var name = "" + i;
            var _ = order.inTurn(FRED, decided -> done(decided, name));
        }

        undecided.remove().run();

        assertThat(taken).hasSize(MOST + 1);
        assertThat(order.recipients()).isZero();
    }

    @Test
    void letsNoMoreWaitThanAllowed() {
        var _ = waits(FRED, "first");
        for (int i = 0; i < MOST; i++) {
            assertThat(waits(FRED, "" + i)).isNotDone();
        }

        assertThat(waits(FRED, "one more").join().code()).isEqualTo(ReplyCode.ABORTED);
        assertThat(order.size()).isEqualTo(MOST);
    }
}

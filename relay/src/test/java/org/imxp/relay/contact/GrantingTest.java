package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessGrants;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.junit.jupiter.api.Test;

/** Two programs answer the same request at once. */
class GrantingTest {
    private static final ContactRequestRow ROW = row("fred@example.com");

    private final Granting granting = new Granting(AccessGrants.NONE, new Desk(9, Runnable::run));
    private final CompletableFuture<ReplyCode> access = new CompletableFuture<>();
    private final AtomicInteger changes = new AtomicInteger();

    private static ContactRequestRow row(String other) {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        return new ContactRequestRow(
                "betty@rubble.com",
                Side.GOT,
                other,
                Status.PENDING,
                "core:data",
                "",
                "",
                "",
                now,
                now.plusSeconds(60),
                now.plusSeconds(60),
                0,
                0,
                0);
    }

    private CompletableFuture<Outcome> answer(ContactRequestRow row, CompletionStage<ReplyCode> allowing) {
        return granting.both(row, grants -> allowing, () -> {
                    changes.incrementAndGet();
                    return Outcome.done().now();
                })
                .toCompletableFuture();
    }

    @Test
    void oneOfThemWins() {
        var first = answer(ROW, access);
        assertThat(granting.isUnderWay(ROW)).isTrue();
        var second = answer(ROW, access);
        assertThat(second.join().refusal().map(Refusal::code)).contains(ReplyCode.TRANSACTION_IN_PROGRESS);
        assertThat(first).isNotDone();
        assertThat(answer(row("wilma@example.com"), access)).isNotDone();

        access.complete(ReplyCode.SUCCESS);

        assertThat(first.join().refusal()).isEmpty();
        assertThat(changes).hasValue(2);
        assertThat(granting.isUnderWay(ROW)).isFalse();
        assertThat(answer(ROW, access).join().refusal()).isEmpty();
    }

    @Test
    void whatIsNotAllowedIsNotAgreed() {
        assertThat(answer(ROW, CompletableFuture.completedStage(ReplyCode.ABORTED))
                        .join()
                        .refusal()
                        .map(Refusal::code))
                .contains(ReplyCode.ABORTED);
        assertThat(answer(ROW, CompletableFuture.completedStage(ReplyCode.TRANSACTION_FAILED))
                        .join()
                        .refusal()
                        .map(Refusal::code))
                .contains(ReplyCode.TRANSACTION_FAILED);
        assertThat(changes).hasValue(0);
        assertThat(granting.isUnderWay(ROW)).isFalse();
    }
}

package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.Message;
import org.imxp.message.receipt.Disposition;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.message.receipt.Wanted;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

class AwaitedReceiptsTest {
    private static final Address WILMA = Address.parse("wilma@example.com");

    private final ManualTime time = new ManualTime();
    private final List<Receipt> told = new ArrayList<>();

    private Sending sending(String token) {
        var message = new ReceiptRequest(Set.of(Wanted.DISPLAY), token).in(Message.text("Hello."));
        return new Sending(message, List.of(WILMA), time.instant(), SendOptions.DEFAULT, Runnable::run);
    }

    private static Notification shown(String token) {
        return new Notification(
                token,
                "2026-11-23T10:00:00Z",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Disposition.DISPLAYED);
    }

    @Test
    void theOldestIsForgottenForOneTooMany() {
        var awaited = new AwaitedReceipts(2, time, Runnable::run);
        awaited.handler(told::add);
        for (var token : List.of("a", "b", "c")) {
            awaited.add(sending(token));
        }
        assertThat(awaited.size()).isEqualTo(2);
        assertThat(awaited.take(shown("a"), WILMA)).isFalse();
        assertThat(awaited.take(shown("b"), WILMA)).isTrue();
        assertThat(awaited.take(shown("c"), WILMA)).isTrue();
        assertThat(told).hasSize(2);
    }

    @Test
    void whatAsksNothingIsNotRemembered() {
        var awaited = new AwaitedReceipts(2, time, Runnable::run);
        awaited.add(new Sending(
                Message.text("Hello."), List.of(WILMA), time.instant(), SendOptions.DEFAULT, Runnable::run));
        assertThat(awaited.size()).isZero();
    }

    @Test
    void oneMoreThanTheHandlerHasTimeForIsDropped() {
        var later = new ArrayList<Runnable>();
        var awaited = new AwaitedReceipts(AwaitedReceipts.MOST, time, later::add);
        awaited.handler(told::add);
        for (int i = 0; i <= AwaitedReceipts.MOST_WAITING; i++) {
            awaited.add(sending("t" + i));
            assertThat(awaited.take(shown("t" + i), WILMA)).isTrue();
        }
        later.forEach(Runnable::run);
        assertThat(told).hasSize(AwaitedReceipts.MOST_WAITING);
    }
}

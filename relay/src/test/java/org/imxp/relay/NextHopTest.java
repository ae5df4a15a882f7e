package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

class NextHopTest {
    private static final Departure DATA = Departure.of(HeldWorld.payload(HeldWorld.FRED, "m1"));

    private final ManualTime time = new ManualTime();
    private int calls;

    @Test
    void aSessionThatCannotBeBegunIsTriedAgain() {
        HopConnecting connecting = domain -> {
            calls++;
            throw new RejectedExecutionException("as many alarms wait as may");
        };
        var hop = new NextHop(Domain.parse("rubble.com"), connecting, HopBounds.defaults(), time);

        var outcome = hop.send(DATA).toCompletableFuture();

        assertThat(outcome).isCompleted();
        assertThat(outcome.join().code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
        assertThat(hop.waiting()).isZero();
        time.pass(HopBounds.defaults().leastPause());
        var _ = hop.send(DATA);
        assertThat(calls).isEqualTo(2);
    }
}

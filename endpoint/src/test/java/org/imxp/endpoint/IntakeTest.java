package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int MOST = 4 * Spool.IN_MEMORY;

    /** What waits for its turn on the executor. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final Taken taken = new Taken();
    private final CompletableFuture<Void> before = new CompletableFuture<>();
    private final Intake intake = new Intake(MOST, Runnable::run, tasks::add, taken, before);
    private long sent;
    private long consumed;

    private static final class Taken implements Intake.Taker {
        final List<Integer> small = new ArrayList<>();
        final List<Integer> large = new ArrayList<>();
        final List<ErrorReply> refused = new ArrayList<>();

        @Override
        public void small(ByteBuffer octets) {
            small.add(octets.remaining());
        }

        @Override
        public Runnable large(ByteBuffer octets) {
            return () -> large.add(octets.remaining());
        }

        @Override
        public void refuse(ErrorReply error) {
            refused.add(error);
        }
    }

    private void send(int size) {
        sent += size;
        intake.octets(ByteBuffer.allocate(size), octets -> consumed += octets);
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Files of a thread that is interrupted are closed below it, as near to a full disk as a test gets. */
    private void workInVain() {
        Thread.currentThread().interrupt();
        try {
            work();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheWindowOpen() {
        before.complete(null);
        send(100);
        send(Spool.IN_MEMORY);
        send(200);
        send(300);
        assertThat(consumed).isEqualTo(100);
        intake.complete();
        workInVain();
        assertThat(consumed).isEqualTo(sent);
        assertThat(taken.refused)
                .containsExactly(new ErrorReply(
                        ReplyCode.ABORTED, "the message can't be kept: there is no room for it here now"));
        assertThat(taken.large).isEmpty();
        assertThat(intake.done()).isDone();
    }

    @Test
    void whatIsOverTheBoundLeavesTheWindowOpen() {
        before.complete(null);
        send(MOST);
        send(1);
        send(1);
        intake.complete();
        work();
        assertThat(consumed).isEqualTo(sent);
        assertThat(taken.refused)
                .singleElement()
                .satisfies(error -> assertThat(error.diagnostic().text()).contains("over " + MOST));
        assertThat(taken.large).isEmpty();
    }

    @Test
    void whatHasBecomeLargeBehindAnotherIsLookedAtWhereThatMayBlock() {
        send(Spool.IN_MEMORY);
        send(1);
        assertThat(consumed).isZero();
        before.complete(null);
        work();
        assertThat(consumed).isEqualTo(sent);
        intake.complete();
        assertThat(taken.small).isEmpty();
        assertThat(tasks).hasSize(1);
        work();
        assertThat(taken.large).containsExactly(Spool.IN_MEMORY + 1);
    }

    @Test
    void whatIsSmallBehindAnotherComesAfterIt() {
        send(Spool.IN_MEMORY);
        intake.complete();
        work();
        assertThat(taken.large).isEmpty();
        before.complete(null);
        work();
        assertThat(taken.large).containsExactly(Spool.IN_MEMORY);
        assertThat(consumed).isEqualTo(sent);
    }
}

package org.imxp.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import org.imxp.beep.PayloadFlow;
import org.imxp.beep.PayloadReceiver;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ReplyCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One payload that comes in: what is small is collected in memory, what is large goes to a file, written where that may block.
 * Octets that are not written yet keep the window closed, so that there are never many. Used by the session's owner.
 */
final class Intake implements PayloadReceiver {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    /** Who takes the whole payload. */
    interface Taker {
        /** One that is small; called by the session's owner. */
        void small(ByteBuffer octets);

        /** Looks at a large one, and says what is to be done by the session's owner. Called where it may block. */
        Runnable large(ByteBuffer octets);

        /** It can't be had. */
        void refuse(ErrorReply error);
    }

    private final int most;
    private final Executor owner;
    private final Executor executor;
    private final Taker taker;
    private final CompletableFuture<?> before;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Used by whoever's turn it is: the executor until all is written, then the owner. */
    private final Spool spool;

    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private boolean large;
    private boolean over;
    private long length;

    /**
     * One whose first octets are about to come.
     *
     * @param most octets that it may have
     * @param owner runs what is the session's owner's
     * @param executor writes, where that may block
     * @param before what came before it; it is not handed on earlier
     */
    Intake(int most, Executor owner, Executor executor, Taker taker, CompletableFuture<?> before) {
        this.most = most;
        this.owner = owner;
        this.executor = executor;
        this.taker = taker;
        this.before = before;
        this.spool = new Spool(most);
    }

    /** Done when it has been handed on, or never will be. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void octets(ByteBuffer octets, PayloadFlow flow) {
        octets(octets, flow::consumed);
    }

    /** Takes octets, and tells how many are dealt with. */
    void octets(ByteBuffer octets, IntConsumer consumed) {
        int size = octets.remaining();
        if (over) {
            consumed.accept(size);
            return;
        }
        length += size;
        large |= length > Spool.IN_MEMORY;
        if (length > most) {
            consumed.accept(size);
            fail(new ErrorReply(
                    ReplyCode.ABORTED, "the message has over " + most + " octets, the most that is allowed here"));
            return;
        }
        if (!large && before.isDone() && written.isDone()) {
            write(octets);
            consumed.accept(size);
            return;
        }
        var copy = ByteBuffer.allocate(size).put(octets).flip();
        written = written.thenCombine(before.handle((_, _) -> true), (_, _) -> true)
                .thenRunAsync(() -> write(copy), executor);
        var _ = written.whenComplete((_, failure) -> asOwner(() -> {
            // Also what could not be written: the window would never open again.
            consumed.accept(size);
            if (failure != null) {
                fail(failure);
            }
        }));
    }

    @Override
    public void complete() {
        if (over) {
            return;
        }
        if (!large && before.isDone() && written.isDone()) {
            over();
            taker.small(octets());
            return;
        }
        var _ = written.thenCombine(before.handle((_, _) -> true), (_, _) -> true)
                .thenApplyAsync(_ -> taker.large(octets()), executor)
                .whenComplete((then, failure) -> asOwner(() -> {
                    if (over) {
                        return;
                    }
                    if (failure == null) {
                        over();
                        then.run();
                    } else {
                        fail(failure);
                    }
                }));
    }

    @Override
    public void broken(String reason) {
        LOG.debug("a message of {} octets so far is not whole: {}", length, reason);
        over();
        var _ = written.whenComplete((_, _) -> close());
    }

    private void write(ByteBuffer octets) {
        try {
            spool.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer octets() {
        try (spool) {
            return spool.octets();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        try {
            spool.close();
        } catch (IOException e) {
            LOG.debug("a file of a message was not closed", e);
        }
    }

    private void fail(Throwable failure) {
        if (!over) {
            LOG.warn("a message that comes in can't be kept", failure);
            fail(new ErrorReply(ReplyCode.ABORTED, "the message can't be kept: there is no room for it here now"));
        }
    }

    private void fail(ErrorReply error) {
        if (!over) {
            over();
            var _ = written.whenComplete((_, _) -> close());
            taker.refuse(error);
        }
    }

    private void over() {
        over = true;
        done.complete(null);
    }

    private void asOwner(Runnable command) {
        try {
            owner.execute(command);
        } catch (RejectedExecutionException e) {
            LOG.debug("the session has ended before a message was whole", e);
        }
    }
}

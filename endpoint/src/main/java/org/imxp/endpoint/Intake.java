package org.imxp.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.beep.Exchange;
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

    /** Who takes whole payloads. */
    interface Taker {
        /** One that is small; called by the session's owner. */
        void small(Exchange exchange, ByteBuffer octets);

        /** Looks at a large one, and says what is to be done by the session's owner. Called where it may block. */
        Runnable large(Exchange exchange, ByteBuffer octets);

        /** It can't be had. */
        void refuse(Exchange exchange, ErrorReply error);
    }

    private final Exchange exchange;
    private final int most;
    private final Executor executor;
    private final Taker taker;
    private final CompletableFuture<?> before;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Spool spool;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private boolean large;
    private boolean over;
    private long length;

    /**
     * One whose first octets are about to come.
     *
     * @param most octets that it may have
     * @param before what came before it; it is not handed on earlier
     */
    Intake(Exchange exchange, int most, Executor executor, Taker taker, CompletableFuture<?> before) {
        this.exchange = exchange;
        this.most = most;
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
        if (over) {
            flow.consumed(octets.remaining());
            return;
        }
        int size = octets.remaining();
        length += size;
        if (length > most) {
            fail(new ErrorReply(
                    ReplyCode.ABORTED, "the message has over " + most + " octets, the most that is allowed here"));
            return;
        }
        if (!large && before.isDone() && written.isDone() && spool.staysInMemory(size)) {
            write(octets);
            flow.consumed(size);
            return;
        }
        large |= !spool.staysInMemory(size);
        var copy = ByteBuffer.allocate(size).put(octets).flip();
        written = written.thenCombine(before.handle((_, _) -> true), (_, _) -> true)
                .thenRunAsync(() -> write(copy), executor);
        var _ = written.whenComplete((_, failure) -> asOwner(() -> {
            if (failure == null) {
                flow.consumed(size);
            } else {
                fail(noRoom(failure));
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
            taker.small(exchange, octets());
            return;
        }
        var _ = written.thenCombine(before.handle((_, _) -> true), (_, _) -> true)
                .thenApplyAsync(_ -> taker.large(exchange, octets()), executor)
                .whenComplete((then, failure) -> asOwner(() -> {
                    if (over) {
                        return;
                    }
                    if (failure == null) {
                        over();
                        then.run();
                    } else {
                        fail(noRoom(failure));
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

    private static ErrorReply noRoom(Throwable failure) {
        LOG.warn("a message that comes in can't be kept", failure);
        return new ErrorReply(ReplyCode.ABORTED, "the message can't be kept: there is no room for it here now");
    }

    private void fail(ErrorReply error) {
        if (!over) {
            over();
            var _ = written.whenComplete((_, _) -> close());
            taker.refuse(exchange, error);
        }
    }

    private void over() {
        over = true;
        done.complete(null);
    }

    private void asOwner(Runnable command) {
        try {
            exchange.channel().session().execute(command);
        } catch (RejectedExecutionException e) {
            LOG.debug("the session has ended before a message was whole", e);
        }
    }
}

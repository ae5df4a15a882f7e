package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.beep.Channel;
import org.imxp.beep.Session;
import org.imxp.protocol.Element;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;

/** A channel on which an endpoint is attached. Thread-safe: it hands everything to the session's owner. */
final class Attachment {
    /** The transID of the attach: the only operation of the channel that lasts. */
    static final int TRANS_ID = 1;

    private final Session session;
    private final Channel channel;
    private final WireForm wire;

    Attachment(Channel channel, WireForm wire) {
        this.session = channel.session();
        this.channel = channel;
        this.wire = wire;
    }

    WireForm wire() {
        return wire;
    }

    CompletableFuture<Element> request(Element element) {
        return request(wire.write(Payload.of(element)));
    }

    /** Sends a payload. Ends, on the session's owner, with what the relay answers, or with {@link SendException}. */
    CompletableFuture<Element> request(List<ByteBuffer> octets) {
        var answered = new CompletableFuture<Element>();
        execute(
                () -> channel.send(octets).whenComplete((reply, failure) -> {
                    if (failure != null) {
                        answered.completeExceptionally(ended(failure));
                        return;
                    }
                    try {
                        answered.complete(wire.read(reply.payload()).element());
                    } catch (RuntimeException e) {
                        answered.completeExceptionally(
                                new SendException(ReplyCode.SYNTAX_ERROR, "the relay's reply: " + e.getMessage()));
                    }
                }),
                answered);
        return answered;
    }

    /** Detaches, closes the channel and releases the session; done when that is done, or can't be. */
    CompletableFuture<Void> leave() {
        return request(new Terminate(TRANS_ID))
                .handle((answer, failure) -> close())
                .thenCompose(closed -> closed);
    }

    /** Closes the channel and releases the session. */
    CompletableFuture<Void> close() {
        var left = new CompletableFuture<Void>();
        execute(
                () -> channel.close(org.imxp.beep.ReplyCode.SUCCESS, "")
                        .handle((closed, failure) -> session.release())
                        .thenCompose(released -> released)
                        .whenComplete((released, failure) -> left.complete(null)),
                left);
        return left.exceptionally(ended -> null);
    }

    /** Ends the session at once, if it has not ended. */
    void abandon(String reason) {
        execute(() -> session.terminate(reason), new CompletableFuture<>());
    }

    private void execute(Runnable command, CompletableFuture<?> concerned) {
        try {
            session.execute(command);
        } catch (RejectedExecutionException e) {
            // The event loop is gone, and the session with it.
            concerned.completeExceptionally(ended(e));
        }
    }

    private static SendException ended(Throwable failure) {
        return new SendException(ReplyCode.SERVICE_NOT_AVAILABLE, "the session has ended: " + failure.getMessage());
    }
}

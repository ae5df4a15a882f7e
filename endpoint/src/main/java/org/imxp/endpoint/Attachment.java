package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.imxp.beep.Channel;
import org.imxp.beep.Reply;
import org.imxp.beep.Session;
import org.imxp.protocol.Element;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
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
        return asOwner(() -> channel.send(octets).thenApply(this::answer));
    }

    private Element answer(Reply reply) {
        try {
            return wire.read(reply.payload()).element();
        } catch (ProtocolException e) {
            throw new SendException(e.code(), "the relay's reply can't be read: " + e.getMessage());
        }
    }

    /** Detaches, closes the channel and releases the session; done when that is done, or can't be. */
    CompletableFuture<Void> leave() {
        return request(new Terminate(TRANS_ID)).<Void>handle((_, _) -> null).thenCompose(_ -> close());
    }

    /** Closes the channel and releases the session; done when that is done, or can't be. */
    CompletableFuture<Void> close() {
        return asOwner(() -> channel.close(org.imxp.beep.ReplyCode.SUCCESS, "")
                        .exceptionally(_ -> null)
                        .thenCompose(_ -> session.release()))
                .exceptionally(_ -> null);
    }

    /** Ends the session at once, if it has not ended. */
    void abandon(String reason) {
        var _ = asOwner(() -> {
            session.terminate(reason);
            return CompletableFuture.<Void>completedFuture(null);
        });
    }

    private <T> CompletableFuture<T> asOwner(Supplier<CompletableFuture<T>> command) {
        var done = new CompletableFuture<T>();
        try {
            session.execute(() -> {
                var _ = command.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        done.complete(value);
                    } else {
                        done.completeExceptionally(ended(failure));
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The event loop is gone, and the session with it.
            done.completeExceptionally(ended(e));
        }
        return done;
    }

    private static SendException ended(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof SendException known
                ? known
                : new SendException(ReplyCode.SERVICE_NOT_AVAILABLE, "the session has ended: " + cause.getMessage());
    }
}

package org.imxp.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;

/** A channel on which another relay takes data. Used by all threads. */
final class RelayLink {
    private final MeshChannel channel;
    private final Set<Domain> own;
    private final HopBounds bounds;
    private final Time time;
    private final HopQueue queue;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean watched = new AtomicBoolean();

    /**
     * A link.
     *
     * @param channel where the data goes
     * @param own domains of this relay that it has shown to be its own on this session
     */
    RelayLink(MeshChannel channel, Set<Domain> own, HopBounds bounds, Time time) {
        this.channel = channel;
        this.own = Set.copyOf(own);
        this.bounds = bounds;
        this.time = time;
        this.queue = new HopQueue(bounds);
    }

    /** Whether the peer believes data of a domain of ours on this session. */
    boolean speaksFor(Domain domain) {
        return own.contains(domain);
    }

    /** How many data it was given. */
    long sent() {
        return sent.get();
    }

    /** How many data the peer has not answered. */
    int waiting() {
        return queue.data();
    }

    CompletionStage<Outcome> send(Departure departure) {
        return departure.payload().map(this::send).orElseGet(() -> CompletableFuture.completedStage(Outcome.TOO_LATE));
    }

    private CompletionStage<Outcome> send(Payload payload) {
        var octets = MeshChannel.WRITER.write(payload, channel.dialect());
        long size = octets.stream().mapToLong(ByteBuffer::remaining).sum();
        if (!queue.take(size)) {
            return CompletableFuture.completedStage(queue.full());
        }
        sent.incrementAndGet();
        return send(octets).whenComplete((outcome, failure) -> {
            answered.incrementAndGet();
            queue.give(size);
        });
    }

    private CompletionStage<Outcome> send(List<ByteBuffer> octets) {
        var outcome = new CompletableFuture<Outcome>();
        channel.execute(() -> channel.forward(octets, outcome), outcome);
        watch();
        return outcome;
    }

    /** One alarm for all data of a link: a relay that answers some of them in that time is slow, and not stalled. */
    private void watch() {
        if (watched.getAndSet(true)) {
            return;
        }
        var before = answered.get();
        try {
            var _ = time.after(bounds.answerTime(), () -> look(before));
        } catch (RejectedExecutionException e) {
            // As many alarms wait as may: the next data tries again.
            watched.set(false);
        }
    }

    private void look(long answeredBefore) {
        watched.set(false);
        if (queue.data() == 0) {
            return;
        }
        if (answered.get() == answeredBefore) {
            channel.abandon("the relay has answered nothing within " + bounds.answerTime());
        } else {
            watch();
        }
    }
}

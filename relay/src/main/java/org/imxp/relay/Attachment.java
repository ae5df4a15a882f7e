package org.imxp.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;

/** An application attached as an endpoint (RFC 3340 section 4.4.1). Data may come from any thread. */
final class Attachment implements Addressee {
    private final Address endpoint;
    private final int transId;
    private final MeshChannel channel;
    private final AttachmentQueue queue;
    private volatile boolean acknowledged;

    Attachment(Address endpoint, int transId, MeshChannel channel, AttachmentQueue queue) {
        this.endpoint = endpoint;
        this.transId = transId;
        this.channel = channel;
        this.queue = queue;
    }

    @Override
    public Address endpoint() {
        return endpoint;
    }

    int transId() {
        return transId;
    }

    @Override
    public Dialect dialect() {
        return channel.dialect();
    }

    /** The {@code ok} of the attach has left: held data may follow it (RFC 3342 section 3). */
    void acknowledged() {
        acknowledged = true;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    /**
     * Sends the application a data, once.
     *
     * @return its answer, or why there is none
     */
    CompletionStage<Outcome> deliver(Payload payload) {
        return deliver(payload, () -> {});
    }

    /**
     * Sends the application a data, once.
     *
     * @param sent run once the data is before all that is sent later; not at all if it is not sent
     * @return its answer, or why there is none
     */
    CompletionStage<Outcome> deliver(Payload payload, Runnable sent) {
        var octets = MeshChannel.WRITER.write(payload, dialect());
        long size = size(octets);
        if (!queue.take(size)) {
            return CompletableFuture.completedStage(queue.full());
        }
        return send(octets, sent).whenComplete((answer, failure) -> queue.give(size));
    }

    private static long size(List<ByteBuffer> octets) {
        long size = 0;
        for (var buffer : octets) {
            size += buffer.remaining();
        }
        return size;
    }

    @Override
    public boolean expectReports(int count) {
        return queue.takeReports(count);
    }

    @Override
    public CompletionStage<Outcome> report(Payload payload, int destinations) {
        return send(MeshChannel.WRITER.write(payload, dialect()), () -> {})
                .whenComplete((answer, failure) -> queue.giveReports(destinations));
    }

    @Override
    public void forgoReports(int count) {
        queue.giveReports(count);
    }

    private CompletionStage<Outcome> send(List<ByteBuffer> octets, Runnable sent) {
        var outcome = new CompletableFuture<Outcome>();
        channel.execute(() -> channel.send(this, octets, outcome, sent), outcome);
        return outcome;
    }

    /** What waits for it. */
    AttachmentQueue queue() {
        return queue;
    }

    /** The application asked to be attached no more. Called by the session's owner. */
    void released() {
        channel.released(this);
    }

    /** Tells the application that it is attached no more (RFC 3340 section 4.4.3). */
    CompletionStage<Outcome> terminate(Outcome why) {
        var answered = new CompletableFuture<Outcome>();
        channel.execute(() -> channel.terminate(this, why, answered), answered);
        return answered;
    }
}

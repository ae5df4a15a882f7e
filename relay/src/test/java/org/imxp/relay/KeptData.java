package org.imxp.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;

/** Data held in memory. */
final class KeptData implements Holding {
    /** A data that is held. */
    record Kept(Payload payload, Instant received, Optional<Instant> expiry) {
        Address recipient() {
            return payload.data().orElseThrow().recipients().getFirst().identity();
        }
    }

    private final List<Kept> kept = new ArrayList<>();
    private final Attachments attachments;
    private final HeldDelivery delivery;
    private Runnable storing = () -> {};
    private Outcome answer = Outcome.of(ReplyCode.IN_PROGRESS, "on disk");

    KeptData(Attachments attachments, HeldDelivery delivery) {
        this.attachments = attachments;
        this.delivery = delivery;
    }

    /** What happens until a data is stored. */
    void storing(Runnable meanwhile) {
        storing = meanwhile;
    }

    /** Nothing more is taken. */
    void refuse(Outcome outcome) {
        answer = outcome;
    }

    @Override
    public synchronized CompletionStage<Outcome> hold(Payload payload, Instant received, Optional<Instant> expiry) {
        storing.run();
        if (answer.code().isInterim()) {
            kept.add(new Kept(payload, received, expiry));
        }
        // Who attached meanwhile has been given what was held before this was.
        payload.data()
                .flatMap(data -> attachments.find(data.recipients().getFirst().identity()))
                .ifPresent(this::attached);
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public synchronized void attached(Attachment attachment) {
        kept.stream()
                .filter(one -> one.recipient().equals(attachment.endpoint()))
                .findFirst()
                .ifPresent(one -> delivery.deliver(one.payload(), one.received(), attachment)
                        .thenAccept(outcome -> {
                            if (!outcome.code().isTemporary()) {
                                remove(one);
                                attached(attachment);
                            }
                        }));
    }

    private synchronized void remove(Kept one) {
        kept.remove(one);
    }

    /** The time of all that is held is over. */
    void expire() {
        var all = kept();
        kept.clear();
        all.forEach(one -> delivery.expired(one.payload(), one.received()));
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }
}

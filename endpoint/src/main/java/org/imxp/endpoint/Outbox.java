package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.receipt.Notification;
import org.imxp.protocol.Address;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/** What an endpoint sends, within its bounds. Thread-safe. */
final class Outbox {
    private final EndpointLimits limits;
    private final InstantSource clock;
    private final Sendings sendings;
    private final Executor executor;
    private final Supplier<Optional<Attachment>> attachment;
    private final Carrying carrying;
    private final AtomicLong unanswered = new AtomicLong();

    /**
     * What is sent goes through the attachment that there is at the time.
     *
     * @param attachment that one, if there is one
     */
    Outbox(EndpointSettings settings, Sendings sendings, Supplier<Optional<Attachment>> attachment) {
        this.limits = settings.limits();
        this.clock = settings.environment().clock();
        this.sendings = sendings;
        this.executor = settings.environment().executor();
        this.attachment = attachment;
        this.carrying = new Carrying(settings.endpoint(), settings.environment());
    }

    int nextTransId() {
        return sendings.fresh();
    }

    Sending send(SendOptions options, Message draft, List<Address> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a message has no recipient: allowed are one or more");
        }
        var to = recipients.stream().distinct().toList();
        var message = carrying.asking(carrying.complete(draft, options, to), options);
        var sending = new Sending(message, to, clock.instant(), options, executor);
        var ids = sendings.add(sending);
        if (ids.isEmpty()) {
            sending.refused(
                    ReplyCode.ABORTED,
                    "the fate of " + limits.sendings() + " messages is not known yet, the most that are allowed");
            return sending;
        }
        try {
            var payload = carrying.payload(message, options, to, ids.get());
            sendings.receipts().add(sending);
            var _ = transmit(payload).whenComplete((answer, failure) -> answered(sending, answer, failure));
        } catch (MessageFault | IllegalArgumentException unwritten) {
            sending.lost("the message could not be written");
            throw unwritten;
        }
        if (options.status() == SendOptions.Status.NONE) {
            var _ = sending.accepted().thenRun(() -> sending.settle(new Outcome.Unknown("no report was asked for")));
        }
        return sending;
    }

    /** Tells somebody what has become of a message; kept for him where the message was to be kept. */
    void send(Notification notification, boolean isHeld, Address originator) {
        var plain = SendOptions.DEFAULT.withStatus(SendOptions.Status.NONE);
        var _ = send(isHeld ? plain.held() : plain, notification.message(carrying.token()), List.of(originator));
    }

    private static void answered(Sending sending, @Nullable Element answer, @Nullable Throwable failure) {
        if (answer == null) {
            sending.lost(failure == null ? "" : String.valueOf(failure.getMessage()));
        } else if (answer instanceof ErrorReply(var code, var diagnostic)) {
            sending.refused(code, diagnostic.text());
        } else {
            sending.taken();
        }
    }

    CompletableFuture<Void> send(Payload payload) {
        return transmit(payload)
                .thenAcceptAsync(
                        answer -> {
                            if (answer instanceof ErrorReply(var code, var diagnostic)) {
                                throw SendException.refused(code, diagnostic.text());
                            }
                        },
                        executor);
    }

    /** Sends a payload, unless too much waits for the relay's answer already. */
    private CompletableFuture<Element> transmit(Payload payload) {
        check(payload);
        return attachment
                .get()
                .map(present -> transmit(payload, present))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new ErrorReply(ReplyCode.SERVICE_NOT_AVAILABLE, "not sent: the endpoint is not attached now")));
    }

    private CompletableFuture<Element> transmit(Payload payload, Attachment present) {
        var octets = present.wire().write(payload);
        long size = octets.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > present.wire().mostOctets()) {
            return CompletableFuture.completedFuture(new ErrorReply(
                    ReplyCode.TRANSACTION_FAILED,
                    "not sent: the message has " + size + " octets with its header, at most "
                            + present.wire().mostOctets() + " are allowed"));
        }
        if (unanswered.addAndGet(size) > limits.sendingOctets()) {
            unanswered.addAndGet(-size);
            return CompletableFuture.completedFuture(new ErrorReply(
                    ReplyCode.ABORTED,
                    "the relay has not answered " + limits.sendingOctets() + " octets yet, the most that are allowed"));
        }
        return present.request(octets).whenComplete((answer, failure) -> unanswered.addAndGet(-size));
    }

    private static void check(Payload payload) {
        var data = payload.data()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an endpoint sends data: attach and terminate are its own affair"));
        for (var recipient : data.recipients()) {
            if (recipient.identity().service().equals(Optional.of(Arrivals.REPORT_SERVICE))) {
                throw new IllegalArgumentException("nothing is sent to " + recipient.identity()
                        + ": a report service speaks first (RFC 3340 section 6.2)");
            }
        }
    }
}

package org.imxp.cli;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;

/** A person of the demonstration, attached to the relay. */
final class Actor implements AutoCloseable {
    /** How long anything on this machine may take before the demonstration says that it did not happen. */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final int MAX_WAITING = 100;

    private final Endpoint endpoint;
    private final BlockingQueue<ReceivedMessage> arrived = new LinkedBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<PresenceEvent> seen = new LinkedBlockingQueue<>(MAX_WAITING);

    Actor(Endpoint endpoint) {
        this.endpoint = endpoint;
        endpoint.onMessage(arrived::add);
        endpoint.onReceipt(receipts::add);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Sends a message, and waits until the relay has taken it. */
    Sending send(SendOptions options, Message message, String recipient) {
        var sending = endpoint.send(options, message, recipient);
        var _ = Waiting.result(sending.accepted(), DEADLINE, "the relay's answer");
        return sending;
    }

    /** Waits for what became of a message. */
    static Outcome outcome(Sending sending, String recipient) {
        return Waiting.result(sending.outcome(recipient), DEADLINE, "the report");
    }

    /** Waits for the next message that arrives here. */
    ReceivedMessage receive() {
        return next(arrived, "nothing");
    }

    /** Waits for the next receipt. */
    Receipt nextReceipt() {
        return next(receipts, "no receipt");
    }

    private static <T> T next(BlockingQueue<T> queue, String otherwise) {
        try {
            var thing = queue.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (thing == null) {
                throw CommandFailure.refused(otherwise + " arrived within " + DEADLINE.toSeconds() + " seconds");
            }
            return thing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused("interrupted while waiting", e);
        }
    }

    /** Subscribes to somebody's presence. */
    void follow(String whom) {
        var _ = endpoint.presence().subscribe(whom, seen::add);
    }

    /** Waits for what the subscription tells next. */
    PresenceEvent nextPresence() {
        return next(seen, "no presence");
    }

    @Override
    public void close() {
        endpoint.close();
    }
}

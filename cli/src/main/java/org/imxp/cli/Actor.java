package org.imxp.cli;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
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
    private final LinkedBlockingQueue<ReceivedMessage> arrived = new LinkedBlockingQueue<>(MAX_WAITING);

    Actor(Endpoint endpoint) {
        this.endpoint = endpoint;
        endpoint.onMessage(arrived::add);
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
        try {
            var message = arrived.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw CommandFailure.refused("nothing arrived within " + DEADLINE.toSeconds() + " seconds");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused("interrupted while waiting", e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}

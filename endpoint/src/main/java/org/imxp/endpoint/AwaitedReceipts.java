package org.imxp.endpoint;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.Outstanding;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that have asked what becomes of them, by the identifiers that receipts name, and what is known of each. Thread-safe.
 *
 * <p>There is no time after which none may come (RFC 5438 section 7.1.3), so for one too many the oldest is forgotten.
 */
final class AwaitedReceipts {
    /** Messages that are remembered. */
    static final int MOST = 10_000;

    /** What waits for a handler that takes its time. */
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private record Awaited(
            Outstanding outstanding, String messageId, List<Address> recipients, Inbox<Receipt> ofMessage) {
        Optional<Address> recipient(Address teller) {
            return recipients.stream()
                    .filter(teller::equals)
                    .findFirst()
                    .or(() -> recipients.stream()
                            .filter(recipient -> recipient.parent().equals(teller.parent()))
                            .findFirst());
        }
    }

    private final int most;
    private final InstantSource clock;
    private final Inbox<Receipt> told;
    private final SequencedMap<String, Awaited> awaited = new LinkedHashMap<>();

    AwaitedReceipts(int most, InstantSource clock, Executor executor) {
        this.most = most;
        this.clock = clock;
        this.told = new Inbox<>(MOST_WAITING, MOST_WAITING, executor);
    }

    void handler(Consumer<? super Receipt> handler) {
        told.handler(handler);
    }

    /** Remembers a message that is about to be sent, if it asks. The message itself, which may be long, is not kept. */
    synchronized void add(Sending sending) {
        var message = sending.message();
        ReceiptRequest.of(message).ifPresent(request -> {
            var recipients = List.copyOf(sending.recipients());
            if (awaited.size() >= most) {
                awaited.pollFirstEntry();
            }
            awaited.putLast(
                    request.id(),
                    new Awaited(
                            Outstanding.of(
                                    request,
                                    recipients.stream().map(Address::toString).toList()),
                            message.messageId().orElse(""),
                            recipients,
                            sending.receipts()));
        });
    }

    /**
     * Takes what somebody tells. Whom the message was not for is not believed, and what is known already is not told again.
     *
     * @return whether it is about a message of this program, by one of its recipients
     */
    synchronized boolean take(Notification notification, Address teller) {
        var known = Optional.ofNullable(awaited.get(notification.messageId()));
        var recipient = known.flatMap(message -> message.recipient(teller));
        if (known.isEmpty() || recipient.isEmpty()) {
            LOG.debug("dropped a receipt of {} for no message that it was sent", teller);
            return false;
        }
        var message = known.get();
        var next = message.outstanding().after(notification, teller.toString());
        if (!next.equals(message.outstanding())) {
            awaited.put(
                    notification.messageId(),
                    new Awaited(next, message.messageId(), message.recipients(), message.ofMessage()));
            tell(
                    message,
                    new Receipt(message.messageId(), recipient.get(), notification.disposition(), clock.instant()));
        }
        return true;
    }

    private void tell(Awaited message, Receipt receipt) {
        message.ofMessage().add(receipt, 1);
        if (told.hasHandler()) {
            told.add(receipt, 1);
        }
    }

    /** How many messages are remembered. */
    synchronized int size() {
        return awaited.size();
    }
}

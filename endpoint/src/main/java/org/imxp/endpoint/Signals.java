package org.imxp.endpoint;

import java.util.List;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.NotificationReader;
import org.imxp.protocol.Address;

/**
 * What arrives in the form of a message and is none: receipts (RFC 5438) and that somebody is writing (RFC 3994). It is never shown and
 * never answered, so that no two programs can go on answering each other. Called by the session's owner.
 */
final class Signals {
    private final NotificationReader notifications = new NotificationReader(new MessageReader(MessageLimits.DEFAULT));
    private final AwaitedReceipts receipts;
    private final Composers composers;

    Signals(AwaitedReceipts receipts, Composers composers) {
        this.receipts = receipts;
        this.composers = composers;
    }

    /**
     * Takes a signal.
     *
     * @return whether it was one
     * @throws MessageFault with 500 or 501 if it should be one and cannot be read
     */
    boolean take(Message message, Address originator) {
        if (notifications.isOnly(message.content())) {
            read(message).forEach(notification -> receipts.take(notification, originator));
            return true;
        }
        if (message.content().mediaType().equals(ComposingStatus.MEDIA_TYPE)) {
            composers.status(
                    originator,
                    ComposingStatus.of(message.content(), MessageLimits.DEFAULT)
                            .orElseThrow(() -> unreadable(ComposingStatus.MEDIA_TYPE)));
            return true;
        }
        return false;
    }

    /** Takes a receipt that this program waits for; nothing else. Tells whether it was one. */
    boolean takeAwaited(Message message, Address originator) {
        return notifications.isOnly(message.content())
                && read(message).stream()
                        .map(notification -> receipts.take(notification, originator))
                        .reduce(false, Boolean::logicalOr);
    }

    private List<Notification> read(Message message) {
        var read = notifications.read(message.content());
        if (read.isEmpty()) {
            throw unreadable(Notification.MEDIA_TYPE);
        }
        return read;
    }

    private static MessageFault unreadable(String type) {
        return MessageFault.invalid("The charset of the " + type + " is unknown; UTF-8 is expected.");
    }
}

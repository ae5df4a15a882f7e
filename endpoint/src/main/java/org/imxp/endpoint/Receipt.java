package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.message.receipt.Disposition;
import org.imxp.protocol.Address;

/**
 * What a recipient's program tells of a message that asked to be told (RFC 5438). It is more than an {@link Outcome}, which relays tell,
 * and comes only with the recipient's consent: that none comes means nothing.
 *
 * @param messageId the Message-ID of the message
 * @param recipient who tells: one of those that the message was sent to
 * @param disposition what has become of it
 * @param receivedAt when this was told
 */
public record Receipt(String messageId, Address recipient, Disposition disposition, Instant receivedAt) {
    /**
     * The receipt for people.
     *
     * @return such as {@code shown}
     */
    public String sentence() {
        return switch (disposition.status()) {
            case DELIVERED -> "has reached the program";
            case DISPLAYED -> "shown";
            case FAILED -> "has not reached the program";
            case FORBIDDEN -> "not to be known";
            case ERROR, PROCESSED, STORED -> "not known";
        };
    }
}

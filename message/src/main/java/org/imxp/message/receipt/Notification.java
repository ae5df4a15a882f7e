package org.imxp.message.receipt;

import java.util.List;
import java.util.Optional;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.XmlContent;

/**
 * An answer to a sender who has asked what has become of a message (RFC 5438 section 11).
 *
 * @param messageId the identifier of the message, as its request has it
 * @param dateTime when it was sent, as it said
 * @param recipient the URI of whom it reached or did not reach
 * @param originalRecipient the URI of whom it was first sent to
 * @param subject its subject
 * @param disposition what has become of it
 */
public record Notification(
        String messageId,
        String dateTime,
        Optional<String> recipient,
        Optional<String> originalRecipient,
        Optional<String> subject,
        Disposition disposition) {
    /** The media type of a notification. */
    public static final String MEDIA_TYPE = "message/imdn+xml";

    /** The namespace of its elements. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:imdn";

    /**
     * Refuses one without an identifier.
     *
     * @throws MessageFault with 501 if the identifier is empty
     */
    public Notification {
        if (messageId.isBlank()) {
            throw MessageFault.invalid("A disposition notification has no message-id.");
        }
    }

    /**
     * Writes this.
     *
     * @return an XML document
     * @throws MessageFault with 501 if it has a character that XML does not allow
     */
    public XmlContent content() {
        return NotificationFormat.write(this);
    }

    /**
     * A message that says this, for {@link org.imxp.message.MessageComposer} to complete. It asks for no notification: of none there may
     * be any (section 7.2.1).
     *
     * @param token an identifier that nobody can guess, such as what comes before the {@code @} of one of
     *     {@link org.imxp.message.MessageIds}
     * @return the message
     */
    public Message message(String token) {
        return new Message(
                List.of(new HeaderField(ReceiptRequest.NAMESPACE, ReceiptRequest.MESSAGE_ID, token, "")), content());
    }
}

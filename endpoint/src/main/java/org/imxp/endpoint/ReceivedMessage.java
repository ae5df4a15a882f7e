package org.imxp.endpoint;

import java.time.Instant;
import java.util.List;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;
import org.imxp.protocol.Address;

/**
 * An instant message that arrived.
 *
 * @param message the message as its author wrote it
 * @param originator who sent it, as the relays have authenticated it: the one to show as sender (requirement MSG-23)
 * @param fromMismatch whether the message's header names somebody else as its author, alone or beside the originator
 * @param recipient the endpoint that it arrived for
 * @param receivedAt when
 * @param endpoint the endpoint that received it, and that replies
 * @param receipts what its sender may still be told of it
 */
public record ReceivedMessage(
        Message message,
        Address originator,
        boolean fromMismatch,
        Address recipient,
        Instant receivedAt,
        Endpoint endpoint,
        ReceiptsDue receipts) {
    /**
     * Says that the message was shown to the user. Its sender is told if he has asked, once, and if {@link Endpoint#disclose} has it
     * that he may be. Returns without waiting for that; the disclosure is asked on this thread.
     */
    public void displayed() {
        receipts.displayed();
    }

    /**
     * Answers the message, where it asks for answers: the endpoints of its reply-to, else its originator (requirement
     * IMPP-4.1.3). The answer says what it answers.
     *
     * @param answer what to say
     * @return its sending
     */
    public Sending reply(Message answer) {
        return endpoint.send(SendOptions.DEFAULT, Replies.answering(message, answer), replyTo());
    }

    /**
     * The message for people.
     *
     * @return its text or XML; of other content, its media type in brackets (requirement MSG-21)
     */
    public String text() {
        return switch (message.content()) {
            case TextContent content -> content.text();
            case XmlContent content -> content.xml();
            case OpaqueContent content ->
                "[" + content.mediaType() + ", " + content.octets().remaining() + " octets]";
        };
    }

    /**
     * Where answers go.
     *
     * @return one endpoint or more
     */
    public List<Address> replyTo() {
        return Replies.recipients(message, originator);
    }

    /**
     * Whom the message's header names as author and is not the originator; to be shown as unconfirmed, or not at all.
     *
     * @return empty unless {@link #fromMismatch}
     */
    public List<MailboxAddress> claimed() {
        return message.sender(originator.toString()).claimed();
    }
}

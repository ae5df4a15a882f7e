package org.imxp.message;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Gives a message that is to be sent the fields that a receiver may look for: from, to, date and message-id. */
public final class MessageComposer {
    private final String originator;
    private final MessageIds ids;
    private final Clock clock;

    /**
     * For the messages of one endpoint.
     *
     * @param originator the endpoint, such as {@code fred@example.com}
     * @param ids identifiers at the endpoint's domain
     * @param clock the time, in the zone in which dates are written
     */
    public MessageComposer(String originator, MessageIds ids, Clock clock) {
        this.originator = originator;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds what is missing, before the fields that are there.
     *
     * @param draft the message as its author left it
     * @param recipients the endpoints it goes to; each has a to element of its own
     * @return a message with from, to, date and message-id
     */
    public Message complete(Message draft, List<String> recipients) {
        List<HeaderField> header = new ArrayList<>();
        if (draft.fields(MessageNames.DATE).isEmpty()) {
            header.add(HeaderField.of(MessageNames.DATE, MessageDates.write(ZonedDateTime.now(clock))));
        }
        if (draft.fields(MessageNames.FROM).isEmpty()) {
            header.add(inbox(MessageNames.FROM, originator));
        }
        if (draft.fields(MessageNames.TO).isEmpty()) {
            recipients.forEach(recipient -> header.add(inbox(MessageNames.TO, recipient)));
        }
        if (draft.messageId().isEmpty()) {
            header.add(HeaderField.of(MessageNames.MESSAGE_ID, MessageIds.bracketed(ids.next())));
        }
        header.addAll(draft.header());
        return new Message(header, draft.content());
    }

    private static HeaderField inbox(String name, String entity) {
        return HeaderField.of(name, MailboxAddress.inbox(entity).toString());
    }
}

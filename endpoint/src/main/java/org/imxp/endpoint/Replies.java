package org.imxp.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.message.HeaderField;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;

/** Whom an answer goes to, and what it says beside its content. */
final class Replies {
    private static final String IN_REPLY_TO = "in-reply-to";

    private Replies() {}

    /** The endpoints of the reply-to; the originator when there are none, as when it names a mail address only. */
    static List<Address> recipients(Message message, Address originator) {
        var named = message.replyTo(originator.toString()).stream()
                .map(Replies::endpoint)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return named.isEmpty() ? List.of(originator) : named;
    }

    private static Optional<Address> endpoint(MailboxAddress address) {
        try {
            return Optional.of(Address.fromUri(address.uri()));
        } catch (ProtocolException notAnEndpoint) {
            return Optional.empty();
        }
    }

    /** The answer with the identifier of what it answers, unless it says so itself or there is none. */
    static Message answering(Message message, Message answer) {
        var id = message.messageId();
        if (id.isEmpty() || !answer.fields(IN_REPLY_TO).isEmpty()) {
            return answer;
        }
        var header = new ArrayList<>(answer.header());
        header.add(HeaderField.of(IN_REPLY_TO, "<" + id.get() + ">"));
        return new Message(header, answer.content());
    }
}

package org.imxp.cli;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/** The way of a message between a person and the endpoint: all that the client does with it beside carrying it is done here. */
final class Correspondence {
    private final Endpoint endpoint;

    Correspondence(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Sets who shows messages, one at a time and in order, and tells whether one was shown. */
    void onMessage(Predicate<ShownMessage> shown) {
        onMessage(shown, () -> {});
    }

    /**
     * The same.
     *
     * @param then what follows when all is done about a message, so that the endpoint may be closed
     */
    void onMessage(Predicate<ShownMessage> shown, Runnable then) {
        endpoint.onMessage(message -> {
            if (shown.test(ShownMessage.of(message))) {
                message.displayed();
            }
            then.run();
        });
    }

    /** Sets who shows messages that cannot be read; their senders are told in any case. */
    void onUnreadable(Consumer<ShownUnreadable> shown) {
        endpoint.onUnreadable(message -> shown.accept(new ShownUnreadable(message)));
    }

    /**
     * Sends what a person has written.
     *
     * @throws org.imxp.message.MessageFault if it can't be written
     */
    Sending send(SendOptions options, Message message, List<Address> recipients) {
        return endpoint.send(options, message, recipients);
    }
}

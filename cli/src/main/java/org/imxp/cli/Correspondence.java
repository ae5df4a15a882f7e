package org.imxp.cli;

import java.util.List;
import java.util.function.Consumer;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/** The way of a message between a person and the endpoint: all that the client does with it beside carrying it is done here. */
final class Correspondence {
    private final Endpoint endpoint;
    private final Remembering history;

    Correspondence(Endpoint endpoint, Remembering history) {
        this.endpoint = endpoint;
        this.history = history;
    }

    Remembering history() {
        return history;
    }

    /** Sets who shows messages: one at a time, in order. */
    void onMessage(Consumer<ShownMessage> shown) {
        endpoint.onMessage(message -> {
            var one = ShownMessage.of(message);
            // First: what is shown is then never missing, whenever the program dies.
            history.received(one);
            shown.accept(one);
        });
    }

    /**
     * Sends what a person has written.
     *
     * @throws org.imxp.message.MessageFault if it can't be written
     */
    Sending send(SendOptions options, Message message, List<Address> recipients) {
        var sending = endpoint.send(options, message, recipients);
        history.sent(endpoint.address(), sending);
        return sending;
    }
}

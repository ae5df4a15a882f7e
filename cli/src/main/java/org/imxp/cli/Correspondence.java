package org.imxp.cli;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.endpoint.keys.Outgoing;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a message between a person and the endpoint: all that the client does with it beside carrying it is done here. */
final class Correspondence {
    private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);

    private final Endpoint endpoint;
    private final Secrecy secrecy;
    private final Remembering history;

    Correspondence(Endpoint endpoint, Secrecy secrecy, Remembering history) {
        this.endpoint = endpoint;
        this.secrecy = secrecy;
        this.history = history;
        // Those too that nobody is told of any more.
        endpoint.onReceipt(history::receipt);
    }

    Remembering history() {
        return history;
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
            var opened = opened(message);
            // First: what is shown is then never missing, whenever the program dies.
            history.received(opened);
            if (shown.test(opened) && opened.isReadable()) {
                message.displayed();
            }
            then.run();
        });
    }

    /** Its sender knows that it has arrived, so whatever a stranger has put in, something is shown of it. */
    private ShownMessage opened(ReceivedMessage message) {
        try {
            return secrecy.open(message);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("a message of {} could not be opened", message.originator(), e);
            return ShownMessage.failed(message);
        }
    }

    /** Sets who shows messages that cannot be read; their senders are told in any case. */
    void onUnreadable(Consumer<ShownUnreadable> shown) {
        endpoint.onUnreadable(message -> shown.accept(new ShownUnreadable(message)));
    }

    /**
     * Sends what a person has written. That may take a moment, since keys are looked for.
     *
     * @throws org.imxp.endpoint.keys.KeyException if it may not be sent with the keys there are
     * @throws org.imxp.message.MessageFault if it can't be written
     */
    Sending send(SendOptions options, Message message, List<Address> recipients) {
        var outgoing = secrecy.seal(options, message, recipients);
        var sending = endpoint.send(options, outgoing.message(), recipients);
        history.sent(endpoint.address(), message, sending, outgoing instanceof Outgoing.Sealed);
        return sending;
    }

    /** Tells the receipts of a message; each is recorded before. */
    void onReceipt(Sending sending, Consumer<Receipt> told) {
        sending.onReceipt(receipt -> {
            history.receipt(receipt);
            told.accept(receipt);
        });
    }
}

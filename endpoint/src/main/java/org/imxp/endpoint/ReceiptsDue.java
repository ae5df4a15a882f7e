package org.imxp.endpoint;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.imxp.message.receipt.Answering;
import org.imxp.message.receipt.Answering.Event;
import org.imxp.message.receipt.Notification;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receipts that the sender of one message may still get. Thread-safe. */
public final class ReceiptsDue {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final Address originator;
    private final Supplier<Disclosure> disclosure;
    private final Consumer<Notification> send;
    private Answering state;

    /**
     * Those of a message that has just arrived.
     *
     * @param disclosure what may be told, asked anew each time
     * @param send sends a receipt to the originator, without waiting
     */
    ReceiptsDue(Answering state, Address originator, Supplier<Disclosure> disclosure, Consumer<Notification> send) {
        this.state = state;
        this.originator = originator;
        this.disclosure = disclosure;
        this.send = send;
    }

    void delivered() {
        on(Event.DELIVERED, Disclosed.DELIVERY);
    }

    void displayed() {
        on(Event.DISPLAYED, Disclosed.DISPLAY);
    }

    private void on(Event event, Disclosed what) {
        if (originator.isService() || !isAsked()) {
            return;
        }
        boolean consent = consented().contains(what);
        step(event, consent).ifPresent(this::tell);
    }

    private synchronized boolean isAsked() {
        return state.request().isPresent();
    }

    private synchronized Optional<Notification> step(Event event, boolean consent) {
        var step = state.on(event, consent);
        state = step.next();
        return step.answer();
    }

    /** A failure of the program's is no consent. */
    private Set<Disclosed> consented() {
        try {
            return disclosure.get().to(originator);
        } catch (RuntimeException e) {
            LOG.error("the disclosure failed; {} is told nothing", originator, e);
            return Set.of();
        }
    }

    private void tell(Notification notification) {
        try {
            send.accept(notification);
        } catch (RuntimeException e) {
            LOG.debug("no receipt for {}: {}", originator, e.getMessage());
        }
    }
}

package org.imxp.endpoint;

import org.imxp.protocol.Address;

/** That somebody's presence, or who is subscribed to it, is told to a handler. Thread-safe. */
public final class Subscription implements AutoCloseable {
    private final Address publisher;
    private final Runnable end;

    Subscription(Address publisher, Runnable end) {
        this.publisher = publisher;
        this.end = end;
    }

    /**
     * Whose presence.
     *
     * @return the publisher
     */
    public Address publisher() {
        return publisher;
    }

    /** Ends it: nothing more is told but what the handler is at. Returns at once. */
    @Override
    public void close() {
        end.run();
    }
}

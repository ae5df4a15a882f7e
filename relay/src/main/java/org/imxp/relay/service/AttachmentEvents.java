package org.imxp.relay.service;

import java.util.function.Consumer;
import org.imxp.protocol.Address;

/** Tells which applications go. Used by all threads. */
@FunctionalInterface
public interface AttachmentEvents {
    /**
     * Has somebody told of each endpoint whose application is attached no more, whatever the reason, unless another one has
     * taken its place.
     *
     * @param listener called on any thread; must neither block nor throw
     */
    void whenGone(Consumer<Address> listener);
}

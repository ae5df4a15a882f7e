package org.imxp.relay.access;

import java.util.function.Consumer;
import org.imxp.protocol.Address;

/** Tells of changes to what owners allow (requirement ACC-23). Used by all threads. */
@FunctionalInterface
public interface AccessChanges {
    /** For decisions that never change. */
    AccessChanges NONE = listener -> {};

    /**
     * Has somebody told after each change, when decisions are already made by it.
     *
     * @param listener gets the owner; called on any thread; must neither block nor throw
     */
    void whenChanged(Consumer<Address> listener);
}

package org.imxp.relay.presence;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.imxp.relay.store.PresenceChange;

/** Takes what is to outlive the relay. Used by all threads; only {@link #close} blocks. */
@FunctionalInterface
interface Journal {
    /**
     * Writes changes, all or none, after those that it was given before.
     *
     * @return true once they are on disk; false if they are not; never fails. What depends on it must not block.
     */
    CompletionStage<Boolean> write(List<PresenceChange> changes);

    /** Writes what it was given, and nothing after it. */
    default void close() {}
}

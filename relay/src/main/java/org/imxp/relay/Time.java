package org.imxp.relay;

import java.time.Duration;
import java.time.InstantSource;

/** What time it is, and what is to happen later. Tests have one of their own, so that none waits. Used by all threads. */
interface Time extends InstantSource {
    /** Something that is to happen later. */
    @FunctionalInterface
    interface Alarm {
        /** Lets it be, if it has not begun. */
        void cancel();
    }

    /**
     * Runs a command later.
     *
     * @param delay how much later; not negative
     * @param command must not block
     * @return to call it off
     * @throws java.util.concurrent.RejectedExecutionException if as many wait as are allowed, or the relay ends
     */
    Alarm after(Duration delay, Runnable command);
}

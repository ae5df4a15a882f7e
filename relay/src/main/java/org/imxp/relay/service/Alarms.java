package org.imxp.relay.service;

import java.time.Duration;

/** Sees to what is to happen later. Used by all threads. */
@FunctionalInterface
public interface Alarms {
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

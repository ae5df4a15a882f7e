package org.imxp.relay;

import java.time.Duration;
import java.time.InstantSource;
import org.imxp.relay.service.Alarms;

/** What time it is, and what is to happen later. Tests have one of their own, so that none waits. Used by all threads. */
interface Time extends InstantSource, Alarms {
    /** Something that is to happen later. */
    @FunctionalInterface
    interface Alarm extends Alarms.Alarm {}

    @Override
    Alarm after(Duration delay, Runnable command);
}

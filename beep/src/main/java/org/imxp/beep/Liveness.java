package org.imxp.beep;

import java.time.Duration;

/**
 * How a session finds out that its peer is gone, where the network does not tell. In each interval in which no octet
 * has come from the peer it is asked for a sign of life: a message on a channel of the profile {@link AliveProfile},
 * or, where the peer does not serve that, the start of such a channel, which it has to refuse. After so many silent
 * intervals in a row the session ends as {@link SessionEnd.Kind#LOST}. While greetings are exchanged, or TLS or
 * authentication are under way, nothing is asked and no interval counts: {@link SessionLimits} has bounds for these.
 *
 * @param interval how long the peer may be silent before it is asked; more than nothing
 * @param silentIntervals after how many silent intervals in a row the session ends; at least 2, one to ask in and one
 *     for the answer
 */
public record Liveness(Duration interval, int silentIntervals) {
    /** Checks the ranges. */
    public Liveness {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("an interval of " + interval + ", allowed is more than nothing");
        }
        if (silentIntervals < 2) {
            throw new IllegalArgumentException(silentIntervals + " silent intervals, allowed are 2 or more");
        }
    }
}

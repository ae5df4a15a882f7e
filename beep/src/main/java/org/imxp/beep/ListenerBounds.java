package org.imxp.beep;

/**
 * How many sessions a listener takes; one more is greeted with 421 and closed (BEEP-25, BEEP-64).
 *
 * @param sessions at the same time, in all; at least 1
 * @param sessionsPerAddress at the same time, from one address; at least 1
 */
public record ListenerBounds(int sessions, int sessionsPerAddress) {
    /** Checks the ranges. */
    public ListenerBounds {
        if (sessions < 1 || sessionsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "sessions " + sessions + ", per address " + sessionsPerAddress + ": allowed is 1 or more");
        }
    }
}

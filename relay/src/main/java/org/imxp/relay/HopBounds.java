package org.imxp.relay;

import java.time.Duration;

/**
 * The bounds of what goes to other relays.
 *
 * @param hops domains of others with which there is a session, or the memory that there is none; for one more the outcome is 451
 * @param queuedData data that wait for one next relay, or for its answer; for one more the outcome is 451
 * @param queuedOctets octets of such data, likewise
 * @param connectTime how long it may take until a relay that is called takes data
 * @param answerTime how long a relay may leave all data on a session unanswered; then the session ends
 * @param idleTime how long a session that this relay began is kept without data
 * @param leastPause how long a relay that was not reached is left alone the first time; doubled each time
 * @param longestPause what it is doubled up to
 */
record HopBounds(
        int hops,
        int queuedData,
        long queuedOctets,
        Duration connectTime,
        Duration answerTime,
        Duration idleTime,
        Duration leastPause,
        Duration longestPause) {
    static HopBounds defaults() {
        return new HopBounds(
                10_000,
                10_000,
                1 << 26,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5));
    }

    /** How long to leave a relay alone that was not reached so many times in a row. */
    Duration pause(int failures) {
        var doublings = Math.min(failures - 1, 30);
        var pause = leastPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}

package org.imxp.beep.simulation;

import java.time.Duration;
import java.util.List;
import org.imxp.beep.SessionLimits;

/**
 * What kind of world it is.
 *
 * @param tight whether bounds are small enough to be reached
 * @param cuts whether connections may be lost
 * @param streams whether payloads may be written and taken piece by piece
 * @param frame the most octets of a frame
 * @param largest the most octets of a payload
 * @param steps how long it lasts
 */
record Terms(boolean tight, boolean cuts, boolean streams, int frame, int largest, int steps) {
    static final Duration TIME_TO_GREET = Duration.ofSeconds(10);
    static final Duration TIME_TO_AUTHENTICATE = Duration.ofSeconds(60);

    /** What a roomy world may hold for a peer: more than can come in. */
    private static final long PLENTY = 1 << 28;

    static Terms draw(Chance chance) {
        var frame = chance.of(List.of(20, 500, 1000, 1460, 1460, 4096, 65_536, 65_536));
        return new Terms(
                chance.percent(25),
                chance.percent(30),
                chance.percent(60),
                frame,
                frame < 100 ? 1000 : frame < 4096 ? 20_000 : chance.of(List.of(10_000, 50_000, 300_000)),
                chance.between(20, 120));
    }

    /** The bounds of one side. */
    SessionLimits limits(Chance chance) {
        var message = tight ? chance.of(List.of(4096, 10_000, 100_000)) : Content.MOST;
        return new SessionLimits(
                chance.of(List.of(1, 2, 4, 257)),
                message,
                chance.of(List.of(4096, 5000, 16_384, 1 << 18)),
                frame,
                chance.of(List.of(1, 2, 4, 256, 256)),
                TIME_TO_GREET,
                TIME_TO_AUTHENTICATE,
                tight ? 2L * message + chance.below(50_000) : PLENTY,
                chance.of(List.of(0L, 5000L, 1L << 22)));
    }
}

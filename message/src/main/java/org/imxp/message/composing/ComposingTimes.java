package org.imxp.message.composing;

import java.time.Duration;
import java.util.Optional;

/**
 * How a sender keeps its receiver up to date (RFC 3994 section 3.2).
 *
 * @param idle after how long without activity nobody composes
 * @param refresh how often an active status is repeated, in whole seconds; if empty, never
 */
public record ComposingTimes(Duration idle, Optional<Duration> refresh) {
    /** The shortest interval at which a status is repeated. */
    public static final Duration SHORTEST_REFRESH = Duration.ofMinutes(1);

    /** 15 seconds, and repeated every 60. */
    public static final ComposingTimes DEFAULT =
            new ComposingTimes(Duration.ofSeconds(15), Optional.of(SHORTEST_REFRESH));

    /** Refuses times that are none, and a refresh that is too often. */
    public ComposingTimes {
        if (!idle.isPositive()
                || refresh.filter(interval -> interval.compareTo(SHORTEST_REFRESH) < 0)
                        .isPresent()) {
            throw new IllegalArgumentException(
                    "The idle time-out is more than zero, and a status is repeated every 60 seconds at most.");
        }
    }

    /** How long one active status is good for. */
    Duration interval() {
        return refresh.orElse(ComposingReceiver.WITHOUT_REFRESH);
    }
}

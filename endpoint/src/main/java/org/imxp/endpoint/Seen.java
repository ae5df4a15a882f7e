package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.protocol.PresenceOperation.Publish;

/**
 * An entry as its presence service said it. Whoever publishes compares times with the clock of that service, so what is past is
 * judged by that clock too, and not by this program's.
 *
 * @param ahead how much later it is by the service's clock
 */
record Seen(Publish publish, Duration ahead) {
    /** A service whose clock is further off is not believed about the time. */
    private static final Duration MOST_SKEW = Duration.ofDays(1);

    /** What has come just now. */
    static Seen at(Instant now, Publish publish) {
        var ahead = Duration.between(now, publish.timeStamp());
        return new Seen(publish, ahead.abs().compareTo(MOST_SKEW) < 0 ? ahead : Duration.ZERO);
    }

    /** The time by the service's clock. */
    Instant serviceTime(Instant now) {
        return now.plus(ahead);
    }

    /** What it means by now. */
    PresenceState state(Instant now) {
        return PresenceState.of(publish.presence(), serviceTime(now));
    }

    /** How long it means that; empty if for good. */
    Optional<Duration> holds(Instant now) {
        var time = serviceTime(now);
        return publish.presence().nextClosing(time).map(at -> Duration.between(time, at));
    }

    /**
     * Whether another was overtaken by it on its way. A view that was changed for another may have changed itself long ago, and a
     * service's clock may be set back, so neither time decides alone.
     */
    boolean hasOvertaken(Seen other) {
        return other.publish.timeStamp().isBefore(publish.timeStamp())
                && !changed(other.publish).isAfter(changed(publish));
    }

    private static Instant changed(Publish publish) {
        return publish.presence().lastUpdate().orElse(Instant.MIN);
    }
}

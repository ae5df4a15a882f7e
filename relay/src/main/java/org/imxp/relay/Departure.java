package org.imxp.relay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;

/**
 * A data that is to be sent to the next relay. What its options say of time depends on when that is (RFC 3342 sections 2.1 and
 * 2.2), so it is asked for its octets when the next relay is ready to take them.
 */
final class Departure {
    private final Transit transit;
    private final List<Fate> fates;
    private final InstantSource clock;

    /**
     * A data for recipients of one domain.
     *
     * @param fates theirs
     */
    Departure(Transit transit, List<Fate> fates, InstantSource clock) {
        this.transit = transit;
        this.fates = List.copyOf(fates);
        this.clock = clock;
    }

    /**
     * The data as the next relay gets it now. To be called once, just before it is sent.
     *
     * @return empty if it is too late: then the outcome is {@link Outcome#TOO_LATE}
     */
    Optional<Payload> payload() {
        long elapsed = transit.elapsed(clock.instant());
        if (isOver(elapsed)) {
            return Optional.empty();
        }
        if (transit.options()
                .timing(false)
                .filter(timing -> timing.value().isDelayed(elapsed))
                .isPresent()) {
            fates.forEach(fate -> fate.delay().ifPresent(DelayReport::send));
        }
        List<Recipient> recipients = fates.stream().map(Fate::recipient).toList();
        return Optional.of(transit.onward(recipients, elapsed));
    }

    /** When it is of no use any more to send it. */
    Optional<Instant> expiry() {
        return transit.expiry(false);
    }

    private boolean isOver(long elapsed) {
        return transit.options()
                .timing(false)
                .filter(timing -> timing.value().isOver(elapsed))
                .isPresent();
    }
}

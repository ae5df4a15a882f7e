package org.imxp.relay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;

/** A data that minds its time until the next relay is ready for it. Used by all threads, by one at a time. */
final class TimedDeparture implements Departure {
    private final Transit transit;
    private final List<Fate> fates;
    private final HopLimit limit;
    private final InstantSource clock;

    /**
     * A data for recipients of one domain.
     *
     * @param fates theirs
     * @param limit how many relays it may reach, if nothing else bounds that
     */
    TimedDeparture(Transit transit, List<Fate> fates, HopLimit limit, InstantSource clock) {
        this.transit = transit;
        this.fates = List.copyOf(fates);
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public Payload unchanged() {
        return transit.payload();
    }

    @Override
    public Optional<Payload> payload() {
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
        return Optional.of(transit.onward(recipients, elapsed, limit));
    }

    @Override
    public Optional<Instant> expiry() {
        return transit.expiry(false);
    }

    private boolean isOver(long elapsed) {
        return transit.options()
                .timing(false)
                .filter(timing -> timing.value().isOver(elapsed))
                .isPresent();
    }
}

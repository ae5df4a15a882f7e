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
    private final int mostHops;
    private final InstantSource clock;

    /**
     * A data for recipients of one domain.
     *
     * @param fates theirs
     * @param mostHops how many relays may send it on after this one, if nothing else bounds that
     */
    TimedDeparture(Transit transit, List<Fate> fates, int mostHops, InstantSource clock) {
        this.transit = transit;
        this.fates = List.copyOf(fates);
        this.mostHops = mostHops;
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
        return Optional.of(transit.onward(recipients, elapsed, mostHops));
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

package org.imxp.relay.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.imxp.protocol.Domain;

/** How many requests each other domain has sent within the hour. Used by all threads. */
final class DomainRates {
    static final Duration WINDOW = Duration.ofHours(1);
    /** More domains within one hour are nothing but an attack. */
    static final int MOST_DOMAINS = 10_000;

    private final int most;
    private final InstantSource clock;
    private final Map<Domain, Integer> counts = new HashMap<>();
    private Instant begun;

    DomainRates(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
        begun = clock.instant();
    }

    /** Counts one more; false if that is too many. */
    synchronized boolean take(Domain domain) {
        var now = clock.instant();
        if (!now.isBefore(begun.plus(WINDOW))) {
            counts.clear();
            begun = now;
        }
        int count = counts.getOrDefault(domain, 0);
        if (count >= most || (count == 0 && counts.size() >= MOST_DOMAINS)) {
            return false;
        }
        counts.put(domain, count + 1);
        return true;
    }
}

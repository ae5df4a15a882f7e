package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;

/**
 * What the relays of one domain may use of this relay: sessions at once, and data and octets within a minute. One domain that
 * floods is slowed down, and no other. Used by all threads.
 */
final class PeerAllowances {
    /**
     * What each domain may use.
     *
     * @param sessions sessions at once
     * @param data data within a minute
     * @param octets octets of such data
     */
    record Bounds(int sessions, int data, long octets) {
        static Bounds defaults() {
            return new Bounds(16, 60_000, 1L << 30);
        }
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final class Use {
        private int sessions;
        private Instant since = Instant.MIN;
        private int data;
        private long octets;
    }

    private final Bounds bounds;
    private final InstantSource clock;
    private final Map<Domain, Use> uses = new HashMap<>();

    PeerAllowances(Bounds bounds, InstantSource clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** A session of a domain's relay begins; {@link #ended} is called for it if it may. */
    synchronized boolean begin(Domain domain) {
        var use = uses.computeIfAbsent(domain, none -> new Use());
        if (use.sessions >= bounds.sessions()) {
            return false;
        }
        use.sessions++;
        return true;
    }

    /** A session has ended. With the last one of a domain its count of data goes too, once the minute is over. */
    synchronized void ended(Domain domain) {
        var use = uses.get(domain);
        if (use != null) {
            use.sessions--;
        }
        uses.values().removeIf(any -> any.sessions == 0 && isOver(any));
    }

    /** A data has come from a domain's relay; tells why it is too much, if it is. */
    synchronized Optional<Outcome> take(Domain domain, long size) {
        var use = uses.computeIfAbsent(domain, none -> new Use());
        if (isOver(use)) {
            use.since = clock.instant();
            use.data = 0;
            use.octets = 0;
        }
        if (use.data + 1 > bounds.data()) {
            return tooMuch(domain, use.data + 1L, bounds.data(), use);
        }
        if (use.octets + size > bounds.octets()) {
            return tooMuch(domain, use.octets + size, bounds.octets(), use);
        }
        use.data++;
        use.octets += size;
        return Optional.empty();
    }

    private boolean isOver(Use use) {
        return !clock.instant().isBefore(use.since.plus(MINUTE));
    }

    private Optional<Outcome> tooMuch(Domain domain, long number, long most, Use use) {
        var left = Duration.between(clock.instant(), use.since.plus(MINUTE)).toSeconds() + 1;
        return Optional.of(Outcome.of(ReplyCode.ABORTED, Sentence.TOO_MUCH_TRAFFIC, number, domain, most, left));
    }
}

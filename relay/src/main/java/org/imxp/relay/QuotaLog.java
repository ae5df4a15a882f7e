package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that data is not held, in one line a minute however much it is. Used by all threads. */
final class QuotaLog {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(QuotaLog.class);

    private final InstantSource clock;
    private Optional<Instant> last = Optional.empty();
    private long unsaid;

    QuotaLog(InstantSource clock) {
        this.clock = clock;
    }

    void refused(String recipient, Outcome outcome) {
        line(recipient, outcome).ifPresent(LOG::warn);
    }

    /** What to say now, if anything. */
    synchronized Optional<String> line(String recipient, Outcome outcome) {
        var now = clock.instant();
        if (last.isPresent() && now.isBefore(last.get().plus(PAUSE))) {
            unsaid++;
            return Optional.empty();
        }
        var others = unsaid == 0 ? "" : "; " + unsaid + " more since the last such line";
        last = Optional.of(now);
        unsaid = 0;
        return Optional.of("data for " + recipient + " is not held, "
                + outcome.code().value() + ": " + outcome.diagnostic().text() + others);
    }
}

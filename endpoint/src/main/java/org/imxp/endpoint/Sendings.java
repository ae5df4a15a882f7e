package org.imxp.endpoint;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.imxp.protocol.Address;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Domain;
import org.imxp.protocol.StatusResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages whose fate is not known yet, by the transIDs under which relays report on them. Thread-safe.
 *
 * <p>TransIDs cannot be guessed, so that nobody who has not seen the message can report on it (requirement CORE-47).
 */
final class Sendings {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final EndpointSettings settings;
    private final SecureRandom random;
    private final Map<Integer, Sending> live = new HashMap<>();

    Sendings(EndpointSettings settings) {
        this.settings = settings;
        this.random = settings.environment().random();
    }

    /** Takes a message, and gives its transID; nothing when there are too many. */
    synchronized OptionalInt add(Sending sending) {
        if (live.size() >= settings.limits().sendings()) {
            return OptionalInt.empty();
        }
        int transId = fresh();
        live.put(transId, sending);
        var wait = settings.limits().statusWait();
        var late = settings.environment()
                .scheduler()
                .schedule(wait, () -> sending.settle(new Outcome.Unknown("no report came within " + wait)));
        var _ = sending.settled().thenRun(() -> {
            late.cancel(false);
            remove(transId);
        });
        return OptionalInt.of(transId);
    }

    /** A transID that no live message has. */
    synchronized int fresh() {
        int transId;
        do {
            transId = random.nextInt(1, Integer.MAX_VALUE);
        } while (live.containsKey(transId));
        return transId;
    }

    private synchronized void remove(int transId) {
        live.remove(transId);
    }

    private synchronized Optional<Sending> find(int transId) {
        return Optional.ofNullable(live.get(transId));
    }

    /**
     * A report service has spoken. It is believed about recipients of its own domain, and when it is that of this endpoint's
     * domain, whose relay every message passes.
     */
    void report(Domain reporter, StatusResponse response) {
        var sending = find(response.transId());
        if (sending.isEmpty()) {
            LOG.debug("dropped a report of {} on transID {}, which is not live", reporter, response.transId());
            return;
        }
        response.destinations().forEach(destination -> report(sending.get(), reporter, destination));
    }

    private void report(Sending sending, Domain reporter, Destination destination) {
        var recipient = destination.identity();
        var code = destination.reply().code();
        var text = destination.reply().diagnostic().text();
        if (!sending.recipients().contains(recipient)) {
            LOG.debug("dropped a report of {} on {}, whom the message was not for", reporter, recipient);
            return;
        }
        sending.report(new HopReport(
                reporter, recipient, code, text, settings.environment().clock().instant()));
        if (code.isInterim()) {
            return;
        }
        if (isBelieved(reporter, recipient)) {
            sending.resolve(recipient, Outcome.of(code, text));
        } else {
            LOG.warn("{} reported {} about {}, of another domain; not believed", reporter, code, recipient);
        }
    }

    private boolean isBelieved(Domain reporter, Address recipient) {
        return reporter.equals(recipient.domain())
                || reporter.equals(settings.endpoint().domain());
    }

    /** There will be no more reports. */
    void end(String why) {
        all().forEach(sending -> sending.lost(why));
    }

    private synchronized List<Sending> all() {
        return List.copyOf(live.values());
    }
}

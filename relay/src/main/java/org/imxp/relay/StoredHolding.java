package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.HeldTotals;
import org.imxp.relay.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds data in the store. What was promised to be held is on disk, and stays there until its recipient has answered or it has
 * expired: a relay that dies in between delivers it again, and the endpoint's library drops what it has had before.
 *
 * <p>Each endpoint for which something is to be done has one virtual thread, for as long as there is something to do.
 */
final class StoredHolding implements Holding, AutoCloseable {
    /** How long after an endpoint did not take something it is tried again, and after the store did not answer. */
    static final Duration RETRY = Duration.ofSeconds(10);
    /** Expired data is looked for no more often. */
    static final Duration SWEEP = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoredHolding.class);
    private static final int RECIPIENTS_AT_ONCE = 100;
    private static final Outcome NOT_STORED = Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.NOT_STORED);

    /** What an endpoint's thread does when it has done what it is about. */
    private enum Then {
        END,
        AGAIN
    }

    /** Expired data will be looked for. */
    private record Sweep(Instant at, Time.Alarm alarm) {}

    private final HeldData store;
    private final HeldBounds bounds;
    private final Attachments attachments;
    private final Time time;
    private final HeldRoom room;
    private final HeldWriter writer;
    private final HeldBacklog backlog;
    private final QuotaLog quotaLog;
    private final ConcurrentMap<Address, Then> busy = new ConcurrentHashMap<>();
    private final Set<Address> tryAgain = ConcurrentHashMap.newKeySet();
    private Optional<Sweep> nextSweep = Optional.empty();
    private volatile boolean closed;

    /**
     * Holds data, beginning with what is in the store. Blocks while it counts that.
     *
     * @param attachments who is attached now
     */
    StoredHolding(
            HeldData store,
            HeldBounds bounds,
            Attachments attachments,
            HeldDelivery delivery,
            HeldExpiry expiry,
            Time time) {
        this.store = store;
        this.bounds = bounds;
        this.attachments = attachments;
        this.time = time;
        room = new HeldRoom(bounds, store.totals());
        writer = new HeldWriter(store);
        backlog = new HeldBacklog(store, writer, room, delivery, expiry, time);
        quotaLog = new QuotaLog(time);
        store.firstExpiry().ifPresent(this::sweepBy);
    }

    @Override
    public CompletionStage<Outcome> hold(Payload payload, Instant received, Optional<Instant> expiry) {
        var recipient = payload.data().orElseThrow().recipients().getFirst().identity();
        var datum = datum(recipient, payload, received, expiry);
        long size = datum.payload().length();
        var refusal = room.take(datum.recipient(), size);
        if (refusal.isPresent()) {
            quotaLog.refused(datum.recipient(), refusal.get());
            return CompletableFuture.completedStage(refusal.get());
        }
        return writer.add(datum).thenApply(written -> {
            if (!written) {
                room.forgo(datum.recipient(), size);
                return NOT_STORED;
            }
            room.stored(datum.recipient(), size);
            datum.expiry().ifPresent(this::sweepBy);
            // It may have attached since, and found nothing.
            attachment(recipient).ifPresent(attachment -> wake(recipient));
            return Outcome.HELD;
        });
    }

    private HeldDatum datum(Address recipient, Payload payload, Instant received, Optional<Instant> expiry) {
        var latest = received.plus(bounds.timeMost());
        return new HeldDatum(
                recipient.parent().toString(),
                recipient.toString(),
                received,
                Optional.of(expiry.filter(latest::isAfter).orElse(latest)),
                HeldPayloads.DIALECT.name(),
                HeldPayloads.write(payload));
    }

    @Override
    public boolean holds(Address endpoint) {
        return room.holds(endpoint.toString());
    }

    @Override
    public void attached(Attachment attachment) {
        attachment.acknowledged();
        if (holds(attachment.endpoint())) {
            wake(attachment.endpoint());
        }
    }

    /** How much is held now, or is about to be. */
    HeldTotals totals() {
        return room.totals();
    }

    /** How much is held for one endpoint now, or is about to be. */
    HeldTotals totals(Address endpoint) {
        return room.totals(endpoint.toString());
    }

    /** Ends before the store is closed: what was promised is written, and what is under way is not waited for. */
    @Override
    public void close() {
        closed = true;
        writer.close();
    }

    // ---- one thread for each endpoint ------------------------------------------------------------------------------

    private Optional<Attachment> attachment(Address endpoint) {
        return attachments.find(endpoint).filter(Attachment::isAcknowledged);
    }

    private void wake(Address endpoint) {
        if (!closed && busy.merge(endpoint, Then.END, (before, now) -> Then.AGAIN) == Then.END) {
            Thread.ofVirtual().name("held-data-delivery").start(() -> work(endpoint));
        }
    }

    private void work(Address endpoint) {
        do {
            turn(endpoint);
        } while (busy.computeIfPresent(endpoint, (same, then) -> then == Then.AGAIN ? Then.END : null) != null);
    }

    private void turn(Address endpoint) {
        try {
            backlog.dropExpired(endpoint);
            var attachment = attachment(endpoint);
            if (attachment.isPresent() && !backlog.deliver(endpoint, attachment.get())) {
                attachment(endpoint).filter(attachment.get()::equals).ifPresent(still -> later(endpoint));
            }
        } catch (StoreException e) {
            failed(endpoint, e);
        } catch (RuntimeException e) {
            LOG.error("what is held for {} can't be delivered", endpoint, e);
            failed(endpoint, e);
        }
    }

    private void failed(Address endpoint, RuntimeException why) {
        if (!closed) {
            LOG.warn("what is held for {} is tried again later: {}", endpoint, why.getMessage());
            later(endpoint);
        }
    }

    private void later(Address endpoint) {
        if (tryAgain.add(endpoint)) {
            time.after(RETRY, () -> {
                tryAgain.remove(endpoint);
                wake(endpoint);
            });
        }
    }

    // ---- expiry ----------------------------------------------------------------------------------------------------

    /** Sees to it that a time is not missed, unless it is to be looked after earlier. */
    private synchronized void sweepBy(Instant expiry) {
        var now = time.instant();
        var earliest = now.plus(SWEEP);
        var at = expiry.isBefore(earliest) ? earliest : expiry;
        if (!closed && nextSweep.map(next -> at.isBefore(next.at())).orElse(true)) {
            nextSweep.ifPresent(next -> next.alarm().cancel());
            nextSweep = Optional.of(new Sweep(at, time.after(Duration.between(now, at), () -> sweepIfDue(at))));
        }
    }

    private synchronized void sweepIfDue(Instant at) {
        // One that could not be called off in time has nothing to do.
        if (!closed && nextSweep.filter(next -> next.at().equals(at)).isPresent()) {
            nextSweep = Optional.empty();
            Thread.ofVirtual().name("held-data-expiry").start(this::sweep);
        }
    }

    private void sweep() {
        try {
            store.recipientsOfExpired(time.instant(), RECIPIENTS_AT_ONCE)
                    .forEach(recipient -> wake(Address.parse(recipient)));
            store.firstExpiry().ifPresent(this::sweepBy);
        } catch (StoreException e) {
            if (!closed) {
                LOG.warn("what has expired can't be found: {}", e.getMessage());
                sweepBy(time.instant().plus(RETRY));
            }
        }
    }
}

package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Alarms;
import org.imxp.relay.store.GroupWriter;
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
 * <p>For each endpoint one thing is done at a time, for as long as there is something to do. What may block is done on virtual
 * threads; nobody waits there for an endpoint's answer.
 */
final class StoredHolding implements Holding, AutoCloseable {
    /** How long after an endpoint did not take something it is tried again, and after the store did not answer. */
    static final Duration RETRY = Duration.ofSeconds(10);
    /** Expired data is looked for no more often. */
    static final Duration SWEEP = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoredHolding.class);
    private static final Executor VIRTUAL =
            command -> Thread.ofVirtual().name("held-data").start(command);

    private static final int RECIPIENTS_AT_ONCE = 100;
    private static final Outcome NOT_STORED = Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.NOT_STORED);

    /** What is done for an endpoint when that is done which is under way. */
    private enum Then {
        END,
        AGAIN
    }

    /** Expired data will be looked for. */
    private record Sweep(Instant at, Alarms.Alarm alarm) {}

    private final HeldData store;
    private final HeldBounds bounds;
    private final Attachments attachments;
    private final Time time;
    private final HeldRoom room;
    private final HeldWriter writer;
    private final HeldBacklog backlog;
    private final QuotaLog quotaLog;
    private final ConcurrentMap<Address, Then> busy = new ConcurrentHashMap<>();
    private final Executor executor;
    private final Set<Address> tryAgain = new LinkedHashSet<>();
    private boolean retrying;
    private Optional<Sweep> nextSweep = Optional.empty();
    /** There was no alarm for it. */
    private Optional<Instant> missedSweep = Optional.empty();

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
        this(store, bounds, attachments, delivery, expiry, time, VIRTUAL, GroupWriter.thread("held-data-writer"));
    }

    /**
     * Holds data, beginning with what is in the store. Blocks while it counts that.
     *
     * @param attachments who is attached now
     * @param executor runs what may block
     * @param writing runs what writes to the store
     */
    StoredHolding(
            HeldData store,
            HeldBounds bounds,
            Attachments attachments,
            HeldDelivery delivery,
            HeldExpiry expiry,
            Time time,
            Executor executor,
            Executor writing) {
        this.store = store;
        this.bounds = bounds;
        this.attachments = attachments;
        this.time = time;
        room = new HeldRoom(bounds, store.totals());
        this.executor = executor;
        writer = new HeldWriter(store, writing);
        backlog = new HeldBacklog(store, writer, room, delivery, expiry, time, executor);
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
            retryLater();
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
        retryLater();
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

    // ---- one thing for each endpoint -------------------------------------------------------------------------------

    private Optional<Attachment> attachment(Address endpoint) {
        return attachments.find(endpoint).filter(Attachment::isAcknowledged);
    }

    private void wake(Address endpoint) {
        if (!closed && busy.merge(endpoint, Then.END, (before, now) -> Then.AGAIN) == Then.END) {
            work(endpoint);
        }
    }

    private void work(Address endpoint) {
        var _ = turn(endpoint).thenRun(() -> {
            if (busy.computeIfPresent(endpoint, (same, then) -> then == Then.AGAIN ? Then.END : null) != null) {
                work(endpoint);
            }
        });
    }

    /** Never fails. */
    private CompletionStage<Void> turn(Address endpoint) {
        return backlog.dropExpired(endpoint)
                .thenCompose(nothing -> attachment(endpoint)
                        .filter(attachment -> !closed)
                        .map(attachment -> give(endpoint, attachment))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                .exceptionally(failure -> {
                    failed(endpoint, cause(failure));
                    return null;
                });
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private CompletableFuture<Void> give(Address endpoint, Attachment attachment) {
        return backlog.deliver(endpoint, attachment).thenAccept(all -> {
            if (!all && attachment(endpoint).filter(attachment::equals).isPresent()) {
                later(endpoint);
            }
        });
    }

    private void failed(Address endpoint, Throwable why) {
        if (closed) {
            return;
        }
        if (why instanceof StoreException) {
            LOG.warn("what is held for {} is tried again later: {}", endpoint, why.getMessage());
        } else {
            LOG.error("what is held for {} can't be delivered, and is tried again later", endpoint, why);
        }
        later(endpoint);
    }

    private synchronized void later(Address endpoint) {
        tryAgain.add(endpoint);
        retryLater();
    }

    /** One alarm for all. If as many alarms wait as may, whoever attaches next, or has something held, has it set. */
    private synchronized void retryLater() {
        if (closed || retrying || tryAgain.isEmpty()) {
            return;
        }
        try {
            var _ = time.after(RETRY, this::retry);
            retrying = true;
        } catch (RejectedExecutionException e) {
            LOG.warn("what is held for {} endpoints can't be tried again yet: {}", tryAgain.size(), e.getMessage());
        }
    }

    /** Whether something is to be tried again, and there was no alarm for that. */
    synchronized boolean waitsForAlarm() {
        return !retrying && !tryAgain.isEmpty();
    }

    private void retry() {
        List<Address> endpoints;
        synchronized (this) {
            endpoints = List.copyOf(tryAgain);
            tryAgain.clear();
            retrying = false;
        }
        endpoints.forEach(this::wake);
    }

    // ---- expiry ----------------------------------------------------------------------------------------------------

    /** Sees to it that a time is not missed, unless it is to be looked after earlier. */
    private synchronized void sweepBy(Instant expiry) {
        if (closed) {
            return;
        }
        var now = time.instant();
        var earliest = now.plus(SWEEP);
        var first = missedSweep.filter(expiry::isAfter).orElse(expiry);
        var at = first.isBefore(earliest) ? earliest : first;
        if (nextSweep.filter(next -> !at.isBefore(next.at())).isPresent()) {
            return;
        }
        nextSweep.ifPresent(next -> next.alarm().cancel());
        try {
            nextSweep = Optional.of(new Sweep(at, time.after(Duration.between(now, at), () -> sweepIfDue(at))));
            missedSweep = Optional.empty();
        } catch (RejectedExecutionException e) {
            // What is held next has it set.
            nextSweep = Optional.empty();
            missedSweep = Optional.of(first);
            LOG.warn("what expires at {} can't be looked after yet: {}", first, e.getMessage());
        }
    }

    private synchronized void sweepIfDue(Instant at) {
        // One that could not be called off in time has nothing to do.
        if (!closed && nextSweep.filter(next -> next.at().equals(at)).isPresent()) {
            nextSweep = Optional.empty();
            executor.execute(this::sweep);
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

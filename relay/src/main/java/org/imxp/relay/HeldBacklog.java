package org.imxp.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldData.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on what is held for one endpoint: drops what has expired, gives the rest to its attachment one after the other, and
 * removes what was given. Blocks, on virtual threads; one at a time for each endpoint.
 */
final class HeldBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBacklog.class);
    /** In memory at once for one endpoint. */
    private static final int EXPIRED_AT_ONCE = 8;
    /** Many endpoints may attach at once, for example when the relay is back; the store's connections are few. */
    private static final int READERS = 2;

    private final HeldData store;
    private final HeldWriter writer;
    private final HeldRoom room;
    private final HeldDelivery delivery;
    private final HeldExpiry expiry;
    private final InstantSource clock;
    private final Semaphore readers = new Semaphore(READERS);

    HeldBacklog(
            HeldData store,
            HeldWriter writer,
            HeldRoom room,
            HeldDelivery delivery,
            HeldExpiry expiry,
            InstantSource clock) {
        this.store = store;
        this.writer = writer;
        this.room = room;
        this.delivery = delivery;
        this.expiry = expiry;
        this.clock = clock;
    }

    /** Drops what has expired. What is gone from the store is told of, so that no fate is told twice. */
    void dropExpired(Address recipient) {
        List<Stored> page;
        do {
            page = read(() -> store.expired(recipient.toString(), clock.instant(), EXPIRED_AT_ONCE));
            var removals = page.stream().map(this::remove).toList();
            for (int i = 0; i < page.size(); i++) {
                if (!removals.get(i).join()) {
                    return;
                }
                var datum = page.get(i).datum();
                payload(page.get(i)).ifPresent(payload -> expiry.expired(payload, datum.received()));
            }
        } while (page.size() == EXPIRED_AT_ONCE);
    }

    /**
     * Delivers until nothing is held, or something is not taken.
     *
     * @return false if something is not taken, so is still held
     */
    boolean deliver(Address recipient, Attachment attachment) {
        var removal = CompletableFuture.completedFuture(true);
        long after = 0;
        while (true) {
            long given = after;
            var next = read(() -> store.next(recipient.toString(), given, 1));
            if (next.isEmpty()) {
                // Only when all is removed another turn may begin: it would deliver again what is still there.
                return removal.join() && (!room.holds(recipient.toString()) || corrected(recipient));
            }
            var stored = next.getFirst();
            if (!isDone(stored, attachment)) {
                removal.join();
                return false;
            }
            removal = both(removal, remove(stored));
            after = stored.number();
        }
    }

    private boolean isDone(Stored stored, Attachment attachment) {
        var payload = payload(stored);
        if (payload.isEmpty()) {
            return true;
        }
        var outcome = delivery.deliver(payload.get(), stored.datum().received(), attachment)
                .toCompletableFuture()
                .join();
        return outcome.code().isDone() || outcome.code().isPermanent();
    }

    private boolean corrected(Address recipient) {
        return writer.aside(held -> room.correct(recipient.toString(), held.totals(recipient.toString())))
                .toCompletableFuture()
                .join();
    }

    private CompletableFuture<Boolean> remove(Stored stored) {
        return writer.remove(stored.number())
                .thenApply(removed -> {
                    if (removed) {
                        room.removed(
                                stored.datum().recipient(),
                                stored.datum().payload().length());
                    }
                    return removed;
                })
                .toCompletableFuture();
    }

    private static CompletableFuture<Boolean> both(CompletableFuture<Boolean> one, CompletableFuture<Boolean> other) {
        return one.thenCombine(other, Boolean::logicalAnd);
    }

    private static Optional<Payload> payload(Stored stored) {
        try {
            return Optional.of(HeldPayloads.read(stored.datum()));
        } catch (ProtocolException e) {
            LOG.warn(
                    "a data held for {} since {} can't be read, so is dropped: {}",
                    stored.datum().recipient(),
                    stored.datum().received(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private <T> T read(Supplier<T> question) {
        readers.acquireUninterruptibly();
        try {
            return question.get();
        } finally {
            readers.release();
        }
    }
}

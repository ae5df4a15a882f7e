package org.imxp.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
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
 * removes what was given. Asks the store where that may block, and waits for nothing there; one at a time for each endpoint.
 */
final class HeldBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBacklog.class);
    private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);
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
    private final Executor executor;
    private final Semaphore readers = new Semaphore(READERS);

    HeldBacklog(
            HeldData store,
            HeldWriter writer,
            HeldRoom room,
            HeldDelivery delivery,
            HeldExpiry expiry,
            InstantSource clock,
            Executor executor) {
        this.store = store;
        this.writer = writer;
        this.room = room;
        this.delivery = delivery;
        this.expiry = expiry;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Drops what has expired. What is gone from the store is told of, so that no fate is told twice.
     *
     * @return done when that is so, or the store has removed it not now; fails when the store does not answer
     */
    CompletableFuture<Void> dropExpired(Address recipient) {
        return read(() -> store.expired(recipient.toString(), clock.instant(), EXPIRED_AT_ONCE))
                .thenCompose(page -> dropped(page)
                        .thenCompose(all -> all && page.size() == EXPIRED_AT_ONCE
                                ? dropExpired(recipient)
                                : CompletableFuture.completedFuture(null)));
    }

    /** Whether all of them are gone. */
    private CompletableFuture<Boolean> dropped(List<Stored> page) {
        var told = DONE;
        for (var stored : page) {
            told = told.thenCombineAsync(
                    remove(stored),
                    (all, removed) -> {
                        if (removed) {
                            payload(stored)
                                    .ifPresent(payload -> expiry.expired(
                                            payload, stored.datum().received()));
                        }
                        return all && removed;
                    },
                    executor);
        }
        return told;
    }

    /**
     * Delivers until nothing is held, or something is not taken.
     *
     * @return false if something is not taken, so is still held; fails when the store does not answer
     */
    CompletableFuture<Boolean> deliver(Address recipient, Attachment attachment) {
        var giving = new Giving(recipient, attachment);
        giving.next(0);
        return giving.result;
    }

    /** What is held for one endpoint is given to it. Each step begins where it may block, so that none is nested in another. */
    private final class Giving {
        private final Address recipient;
        private final Attachment attachment;
        private final CompletableFuture<Boolean> result = new CompletableFuture<>();
        private CompletableFuture<Boolean> removal = DONE;

        Giving(Address recipient, Attachment attachment) {
            this.recipient = recipient;
            this.attachment = attachment;
        }

        void next(long after) {
            then(read(() -> store.next(recipient.toString(), after, 1)), page -> {
                if (page.isEmpty()) {
                    end();
                } else {
                    give(page.getFirst());
                }
            });
        }

        private void give(Stored stored) {
            then(isDone(stored, attachment), done -> {
                if (done) {
                    removal = both(removal, remove(stored));
                    next(stored.number());
                } else {
                    // Only when all is removed another turn may begin: it would deliver again what is still there.
                    then(removal, removed -> result.complete(false));
                }
            });
        }

        private void end() {
            then(removal, removed -> {
                if (removed && room.holds(recipient.toString())) {
                    then(corrected(recipient), result::complete);
                } else {
                    result.complete(removed);
                }
            });
        }

        private <T> void then(CompletionStage<T> stage, Consumer<T> step) {
            var _ = stage.thenAccept(step).exceptionally(failure -> {
                result.completeExceptionally(failure);
                return null;
            });
        }
    }

    private CompletionStage<Boolean> isDone(Stored stored, Attachment attachment) {
        return payload(stored)
                .map(payload -> delivery.deliver(payload, stored.datum().received(), attachment)
                        .thenApply(outcome ->
                                outcome.code().isDone() || outcome.code().isPermanent()))
                .orElse(DONE);
    }

    private CompletionStage<Boolean> corrected(Address recipient) {
        return writer.aside(held -> room.correct(recipient.toString(), held.totals(recipient.toString())));
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

    private <T> CompletableFuture<T> read(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    readers.acquireUninterruptibly();
                    try {
                        return question.get();
                    } finally {
                        readers.release();
                    }
                },
                executor);
    }
}

package org.imxp.relay;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.HeldTotals;
import org.imxp.relay.store.StoreException;

/** A store whose changes are counted, wait for a test, and fail when it says so. */
final class GatedHeldData implements HeldData {
    private final HeldData store;
    private final Semaphore gate = new Semaphore(0);
    private final Semaphore arrivals = new Semaphore(0);
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    GatedHeldData(HeldData store) {
        this.store = store;
    }

    int changes() {
        return changes.get();
    }

    void fail(boolean fails) {
        failing.set(fails);
    }

    /** Waits until a change stands at the gate. */
    void awaitArrival() {
        arrivals.acquireUninterruptibly();
    }

    void open() {
        gate.release(1_000_000);
    }

    @Override
    public void change(List<HeldDatum> added, Collection<Long> removed) {
        arrivals.release();
        gate.acquireUninterruptibly();
        changes.incrementAndGet();
        if (failing.get()) {
            throw new StoreException(StoreException.Reason.UNUSABLE, "the disk is full");
        }
        store.change(added, removed);
    }

    @Override
    public List<Stored> next(String recipient, long after, int limit) {
        return store.next(recipient, after, limit);
    }

    @Override
    public List<Stored> expired(String recipient, Instant now, int limit) {
        return store.expired(recipient, now, limit);
    }

    @Override
    public List<String> recipientsOfExpired(Instant now, int limit) {
        return store.recipientsOfExpired(now, limit);
    }

    @Override
    public Optional<Instant> firstExpiry() {
        return store.firstExpiry();
    }

    @Override
    public HeldTotals totals(String recipient) {
        return store.totals(recipient);
    }

    @Override
    public Map<String, HeldTotals> totals() {
        return store.totals();
    }
}

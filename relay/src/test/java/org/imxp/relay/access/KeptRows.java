package org.imxp.relay.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.imxp.relay.store.AccessChange;
import org.imxp.relay.store.AccessRow;
import org.imxp.relay.store.AccessRows;
import org.imxp.relay.store.StoreException;

/** Entries in memory, as a store keeps them. */
public final class KeptRows implements AccessRows {
    private List<AccessRow> rows = new ArrayList<>();
    private boolean broken;
    private int transactions;

    /** From now on nothing can be stored, or again. */
    public synchronized void breaks(boolean now) {
        broken = now;
    }

    synchronized int transactions() {
        return transactions;
    }

    @Override
    public synchronized boolean change(List<? extends AccessChange> changes) {
        transactions++;
        if (broken) {
            throw new StoreException(StoreException.Reason.BUSY, "the store is busy");
        }
        var changed = new ArrayList<>(rows);
        for (var change : changes) {
            boolean fits = switch (change) {
                case AccessChange.Put put -> {
                    var there = find(changed, put.entry().owner(), put.entry().actor());
                    there.ifPresent(changed::remove);
                    changed.add(put.entry());
                    yield there.map(AccessRow::lastUpdate).equals(put.replaced());
                }
                case AccessChange.Remove remove -> {
                    var there = find(changed, remove.owner(), remove.actor());
                    there.ifPresent(changed::remove);
                    yield there.map(AccessRow::lastUpdate).equals(Optional.of(remove.removed()));
                }
            };
            if (!fits) {
                return false;
            }
        }
        rows = changed;
        return true;
    }

    private static Optional<AccessRow> find(List<AccessRow> rows, String owner, String actor) {
        return rows.stream()
                .filter(row -> row.owner().equals(owner) && row.actor().equals(actor))
                .findFirst();
    }

    @Override
    public synchronized List<AccessRow> of(String owner) {
        return rows.stream().filter(row -> row.owner().equals(owner)).toList();
    }

    @Override
    public synchronized void all(Consumer<AccessRow> taker) {
        rows.forEach(taker);
    }
}

package org.imxp.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.HeldTotals;
import org.imxp.relay.store.StoreException;

/** What a simulated relay has on its disk: it outlives the relay, and fails when the simulation says so. */
final class SimulatedDisk implements HeldData {
    private final TreeMap<Long, HeldDatum> data = new TreeMap<>();
    private final Consumer<HeldDatum> written;
    private boolean failing;
    private long last;

    /**
     * An empty disk.
     *
     * @param written learns of each data that is on disk
     */
    SimulatedDisk(Consumer<HeldDatum> written) {
        this.written = written;
    }

    void fail(boolean fails) {
        failing = fails;
    }

    boolean isEmpty() {
        return data.isEmpty();
    }

    @Override
    public void change(List<HeldDatum> added, Collection<Long> removed) {
        check();
        for (var datum : added) {
            data.put(++last, datum);
            written.accept(datum);
        }
        removed.forEach(data::remove);
    }

    @Override
    public List<Stored> next(String recipient, long after, int limit) {
        return find(datum -> datum.recipient().equals(recipient), limit, after);
    }

    @Override
    public List<Stored> expired(String recipient, Instant now, int limit) {
        return find(datum -> datum.recipient().equals(recipient) && isExpired(datum, now), limit, 0);
    }

    private List<Stored> find(Predicate<HeldDatum> wanted, int limit, long after) {
        check();
        var found = new ArrayList<Stored>();
        for (var entry : data.tailMap(after, false).entrySet()) {
            if (found.size() < limit && wanted.test(entry.getValue())) {
                found.add(new Stored(entry.getKey(), entry.getValue()));
            }
        }
        return found;
    }

    private static boolean isExpired(HeldDatum datum, Instant now) {
        return datum.expiry().filter(expiry -> !expiry.isAfter(now)).isPresent();
    }

    @Override
    public List<String> recipientsOfExpired(Instant now, int limit) {
        check();
        return data.values().stream()
                .filter(datum -> isExpired(datum, now))
                .map(HeldDatum::recipient)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Instant> firstExpiry() {
        check();
        return data.values().stream().flatMap(datum -> datum.expiry().stream()).min(Comparator.naturalOrder());
    }

    @Override
    public HeldTotals totals(String recipient) {
        return totals().getOrDefault(recipient, HeldTotals.NONE);
    }

    @Override
    public Map<String, HeldTotals> totals() {
        check();
        return data.values().stream()
                .collect(Collectors.toMap(
                        HeldDatum::recipient,
                        datum -> new HeldTotals(1, datum.payload().length()),
                        HeldTotals::plus));
    }

    private void check() {
        if (failing) {
            throw new StoreException(StoreException.Reason.UNUSABLE, "the disk is full");
        }
    }
}

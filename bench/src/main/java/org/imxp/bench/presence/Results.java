package org.imxp.bench.presence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Spread;

/** All that was measured. */
final class Results {
    private final Map<Telling, List<Run>> told = new EnumMap<>(Telling.class);
    private final List<Stored> stored = new ArrayList<>();
    private final List<Come> storms = new ArrayList<>();

    /**
     * A relay with so many entries and as many subscriptions. Heap is what is in use after a collection.
     *
     * @param count how many
     * @param empty the relay with nothing stored, after its start
     * @param entries with entries alone
     * @param both with both
     * @param lookUps what an endpoint counted
     */
    record Stored(int count, Started empty, Started entries, Started both, Figures lookUps) {
        double octetsPerEntry() {
            return (double) (entries.heap() - empty.heap()) / count;
        }

        double octetsPerSubscription() {
            return (double) (both.heap() - entries.heap()) / count;
        }
    }

    /**
     * A relay that has started.
     *
     * @param nanos how long it took
     * @param heap octets in use after a collection
     */
    record Started(long nanos, long heap) {}

    /**
     * A storm.
     *
     * @param title which one
     * @param run what was measured
     * @param relay what the relay holds afterwards
     */
    record Come(String title, Run run, Figures relay) {}

    void add(Telling telling, Run run) {
        told.computeIfAbsent(telling, none -> new ArrayList<>()).add(run);
    }

    void add(Stored measured) {
        stored.add(measured);
    }

    void add(Come storm) {
        storms.add(storm);
    }

    boolean has(Telling telling) {
        return told.containsKey(telling);
    }

    double median(Telling telling, ToDoubleFunction<Run> figure) {
        return Spread.of(told.getOrDefault(telling, List.of()).stream()
                        .map(figure::applyAsDouble)
                        .toList())
                .median();
    }

    List<Stored> stored() {
        return stored;
    }

    List<Come> storms() {
        return storms;
    }
}

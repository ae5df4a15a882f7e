package org.imxp.bench.mesh;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.imxp.bench.measure.Spread;

/** All that was measured, in the order of the rounds. */
final class Results {
    private final Map<Case, Map<Subject, List<Measured>>> runs = new LinkedHashMap<>();

    void add(Case wanted, Subject subject, Measured measured) {
        runs.computeIfAbsent(wanted, none -> new EnumMap<>(Subject.class))
                .computeIfAbsent(subject, none -> new ArrayList<>())
                .add(measured);
    }

    Set<Case> cases() {
        return runs.keySet();
    }

    private List<Double> rounds(Case wanted, Subject subject, ToDoubleFunction<Measured> figure) {
        return runs.getOrDefault(wanted, Map.of()).getOrDefault(subject, List.of()).stream()
                .map(figure::applyAsDouble)
                .toList();
    }

    double median(Case wanted, Subject subject, ToDoubleFunction<Measured> figure) {
        return Spread.of(rounds(wanted, subject, figure)).median();
    }

    Spread ratio(Case wanted, ToDoubleFunction<Measured> figure) {
        return Spread.ofRatios(rounds(wanted, Subject.IMXP, figure), rounds(wanted, Subject.NETTY, figure));
    }
}

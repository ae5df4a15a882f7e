package org.imxp.bench.beep;

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
    private final List<Idle> idle = new ArrayList<>();

    /**
     * What a server holds for one idle connection.
     *
     * @param subject who
     * @param secure whether TLS is on
     * @param connections how many were held
     * @param heap octets of heap for each
     * @param nativeMemory octets of native memory for each
     * @param direct octets of native memory that Netty's allocator holds for each, part of {@code nativeMemory}
     */
    record Idle(Subject subject, boolean secure, int connections, double heap, double nativeMemory, double direct) {}

    void add(Case wanted, Subject subject, Measured measured) {
        runs.computeIfAbsent(wanted, key -> new EnumMap<>(Subject.class))
                .computeIfAbsent(subject, key -> new ArrayList<>())
                .add(measured);
    }

    void add(Idle held) {
        idle.add(held);
    }

    Set<Case> cases() {
        return runs.keySet();
    }

    List<Idle> idle() {
        return List.copyOf(idle);
    }

    List<Double> rounds(Case wanted, Subject subject, ToDoubleFunction<Measured> figure) {
        return runs.getOrDefault(wanted, Map.of()).getOrDefault(subject, List.of()).stream()
                .map(figure::applyAsDouble)
                .toList();
    }

    double median(Case wanted, Subject subject, ToDoubleFunction<Measured> figure) {
        return Spread.of(rounds(wanted, subject, figure)).median();
    }

    Spread ratio(Case wanted, Subject other) {
        return Spread.ofRatios(
                rounds(wanted, Subject.BEEP, Measured::perSecond), rounds(wanted, other, Measured::perSecond));
    }
}

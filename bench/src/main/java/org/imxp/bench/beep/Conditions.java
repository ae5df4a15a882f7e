package org.imxp.bench.beep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Machine;

/** Under what conditions figures were taken. */
final class Conditions {
    private Conditions() {}

    static List<String> of(Plan plan, Optional<Cores> cores) {
        var lines = new ArrayList<>(Machine.described());
        lines.add(plan.rounds() + " rounds of " + plan.time().toMillis() + " ms for each case and subject, after "
                + plan.warmUp().toMillis()
                + " ms of warming up; medians, and (least–most) of the ratios round by round");
        lines.add(cores.map(each -> "each server alone on one core, each client alone on another")
                .orElse("server and client share all cores: they are not pinned, and ratios say less"));
        return lines;
    }
}

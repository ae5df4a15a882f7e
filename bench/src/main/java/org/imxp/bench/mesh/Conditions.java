package org.imxp.bench.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Machine;

/** Under what conditions figures were taken. */
final class Conditions {
    private Conditions() {}

    static List<String> of(Plan plan, Optional<Cores> cores) {
        var lines = new ArrayList<>(Machine.described());
        var load = plan.load();
        lines.add(plan.rounds() + " rounds of " + plan.time().toMillis() + " ms for each case and subject, after "
                + plan.warmUp().toMillis()
                + " ms of warming up; medians, and (least–most) of the ratios round by round");
        lines.add(String.format(
                Locale.ROOT,
                "%d pairs of endpoints, %d messages of each on their way; paced: %,d messages a second in all; %d"
                        + " octets of text",
                load.pairs(),
                load.inFlight(),
                load.rate(),
                load.text()));
        lines.add("TLS on every connection; relays with SQLite");
        lines.add(cores.map(each -> "both relays together on one core, the endpoints on another")
                .orElse("relays and endpoints share all cores: they are not pinned, and ratios say less"));
        return lines;
    }
}

package org.imxp.bench.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Machine;

/** Under what conditions figures were taken. */
final class Conditions {
    private Conditions() {}

    static List<String> of(Sizes sizes, Optional<Cores> cores) {
        var lines = new ArrayList<>(Machine.described());
        lines.add(sizes.rounds() + " rounds of " + sizes.changes() + " changes; medians; " + sizes.lookUps()
                + " entries asked for");
        lines.add(
                "each endpoint has a session of its own, with TLS; the relay has SQLite on disk, and answers a publish"
                        + " when it is there");
        lines.add(cores.map(each -> "the relay on one core, all endpoints on another")
                .orElse("relay and endpoints share all cores"));
        return lines;
    }
}

package org.imxp.bench.beep;

import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Under what conditions figures were taken. */
final class Conditions {
    private Conditions() {}

    static List<String> of(Plan plan, Optional<Cores> cores) {
        var lines = new ArrayList<String>();
        lines.add(property("os.name") + " " + property("os.version") + ", " + property("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores; " + property("java.vm.name") + " "
                + property("java.runtime.version"));
        lines.add("Netty " + version() + ", " + NettyLoops.kind() + "; TLS of the JDK");
        lines.add(plan.rounds() + " rounds of " + plan.time().toMillis() + " ms for each case and subject, after "
                + plan.warmUp().toMillis()
                + " ms of warming up; medians, and (least–most) of the ratios round by round");
        lines.add(cores.map(each -> "each server alone on one core, each client alone on another")
                .orElse("server and client share all cores: they are not pinned, and ratios say less"));
        return lines;
    }

    private static String version() {
        var known = Version.identify().get("netty-handler");
        return known == null ? "unknown" : known.artifactVersion();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

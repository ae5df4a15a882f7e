package org.imxp.bench.measure;

import io.netty.util.Version;
import java.util.List;

/** On what figures were taken. */
public final class Machine {
    private Machine() {}

    /**
     * The machine and what all subjects stand on.
     *
     * @return lines for people
     */
    public static List<String> described() {
        return List.of(
                property("os.name") + " " + property("os.version") + ", " + property("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores; " + property("java.vm.name") + " "
                        + property("java.runtime.version"),
                "Netty " + version() + ", " + NettyLoops.kind() + "; TLS of the JDK");
    }

    private static String version() {
        var known = Version.identify().get("netty-handler");
        return known == null ? "unknown" : known.artifactVersion();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

package org.imxp.message.fuzz;

import java.util.List;
import java.util.Map;
import org.imxp.testkit.fuzz.FuzzTargets;

/** The targets by name. */
final class Targets {
    /** All but {@link EveryTarget}, which consists of them. The order is part of that target's inputs. */
    static final FuzzTargets ALL = new FuzzTargets(List.of(
            Map.entry("MessageTarget", MessageTarget::fuzzerTestOneInput),
            Map.entry("BodyTarget", BodyTarget::fuzzerTestOneInput),
            Map.entry("HeaderTarget", HeaderTarget::fuzzerTestOneInput),
            Map.entry("StatusTarget", StatusTarget::fuzzerTestOneInput),
            Map.entry("CpimTarget", CpimTarget::fuzzerTestOneInput),
            Map.entry("PidfTarget", PidfTarget::fuzzerTestOneInput),
            Map.entry("OpenerTarget", OpenerTarget::fuzzerTestOneInput),
            Map.entry("KeyTarget", KeyTarget::fuzzerTestOneInput)));

    private Targets() {}
}

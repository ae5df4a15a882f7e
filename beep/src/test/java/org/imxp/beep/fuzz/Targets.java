package org.imxp.beep.fuzz;

import java.util.List;
import java.util.Map;
import org.imxp.testkit.fuzz.FuzzTargets;

/** The targets by name. */
final class Targets {
    /** All but {@link EveryTarget}, which consists of them. The order is part of that target's inputs. */
    static final FuzzTargets ALL = new FuzzTargets(List.of(
            Map.entry("FrameTarget", FrameTarget::fuzzerTestOneInput),
            Map.entry("ManagementTarget", ManagementTarget::fuzzerTestOneInput),
            Map.entry("MimeTarget", MimeTarget::fuzzerTestOneInput),
            Map.entry("SaslServerTarget", SaslServerTarget::fuzzerTestOneInput),
            Map.entry("SaslClientTarget", SaslClientTarget::fuzzerTestOneInput),
            Map.entry("SessionTarget", SessionTarget::fuzzerTestOneInput),
            Map.entry("DialogueTarget", DialogueTarget::fuzzerTestOneInput)));

    private Targets() {}
}

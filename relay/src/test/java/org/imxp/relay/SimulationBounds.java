package org.imxp.relay;

import java.time.Duration;
import org.imxp.endpoint.EndpointLimits;
import org.imxp.protocol.ProtocolLimits;

/** The bounds of a simulated world: wide, so that none is met, or so tight that all are. */
record SimulationBounds(MeshBounds mesh, HopBounds hops, HeldBounds held, EndpointLimits endpoint, int alarms) {
    static final int DOMAINS = 3;
    /** Beyond the bound, as one data can always ask: of three recipients, each asks for four reports at most. */
    static final int REPORTS_OF_ONE_DATA = 12;

    private static final int HOPS = 30;
    private static final int OCTETS = 1 << 20;
    private static final Duration ANSWER = Duration.ofSeconds(60);

    static SimulationBounds wide() {
        return of(1_000, 1_000, 1_000, 1_000, 1_000, Integer.MAX_VALUE);
    }

    static SimulationBounds tight() {
        return of(3, 3, 2, 3, 3, 8);
    }

    private static SimulationBounds of(int queued, int reports, int lookups, int held, int inbox, int alarms) {
        return new SimulationBounds(
                new MeshBounds(4, queued, OCTETS, reports, HOPS, lookups, ANSWER, ProtocolLimits.defaults()),
                new HopBounds(
                        DOMAINS,
                        queued,
                        OCTETS,
                        Duration.ofSeconds(20),
                        ANSWER,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5)),
                new HeldBounds(held, OCTETS, OCTETS, OCTETS, Duration.ofDays(1)),
                EndpointLimits.DEFAULT.withInbox(inbox, OCTETS),
                alarms);
    }
}

package org.imxp.protocol;

import java.util.List;

/**
 * What the report service says to the originator of a data that asked (RFC 3340 section 6.2).
 *
 * @param transId that of the option that asked: 1 to 2147483647
 * @param destinations one for each recipient reported on; one or more
 */
public record StatusResponse(int transId, List<Destination> destinations) {
    /** Refuses a transID out of range, and a report on nobody. */
    public StatusResponse {
        ProtocolNumber.uniqueId(transId);
        destinations = List.copyOf(destinations);
        if (destinations.isEmpty()) {
            throw new IllegalArgumentException("a statusResponse has no destination: allowed are one or more");
        }
    }
}

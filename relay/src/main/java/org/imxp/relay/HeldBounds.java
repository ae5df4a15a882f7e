package org.imxp.relay;

import java.time.Duration;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/**
 * The bounds of held data (requirement OPT-15).
 *
 * @param dataPerEndpoint held for one endpoint; one more gets 550
 * @param octetsPerEndpoint likewise
 * @param octetsTotal held for all endpoints; one more gets 550
 * @param queuedOctets on their way to the store; one more gets 421
 * @param timeMost how long data is held at most
 */
record HeldBounds(int dataPerEndpoint, long octetsPerEndpoint, long octetsTotal, long queuedOctets, Duration timeMost) {
    static HeldBounds of(Limits limits) {
        return new HeldBounds(
                limits.number(Limit.HELD_DATA_PER_ENDPOINT),
                limits.octets(Limit.HELD_OCTETS_PER_ENDPOINT),
                limits.octets(Limit.HELD_OCTETS_TOTAL),
                limits.octets(Limit.QUEUED_OCTETS_TO_HOLD),
                limits.time(Limit.HELD_TIME_MOST));
    }
}

package org.imxp.relay.presence;

import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/**
 * The bounds of the presence service.
 *
 * @param operations subscriptions and watches in all; one more gets 451
 * @param operationsPerEndpoint those that one endpoint and its subaddresses have begun, likewise
 * @param subscribersPerEndpoint subscriptions to one endpoint and its subaddresses, likewise
 * @param watchersPerEndpoint watches of one endpoint and its subaddresses, likewise
 * @param entriesPerEndpoint entries of one endpoint and its subaddresses; one more gets 554
 * @param octetsPerEntry octets of an entry as it is stored; one more gets 554
 * @param queuedPerEndpoint what waits for one endpoint beside changes; what is past it is not said
 * @param requestsPerEndpoint requests of one endpoint that wait; one more gets 451
 * @param requests requests that wait in all, likewise
 * @param elements what is refused when a request is read
 */
record PresenceBounds(
        int operations,
        int operationsPerEndpoint,
        int subscribersPerEndpoint,
        int watchersPerEndpoint,
        int entriesPerEndpoint,
        int octetsPerEntry,
        int queuedPerEndpoint,
        int requestsPerEndpoint,
        int requests,
        ProtocolLimits elements) {
    static PresenceBounds of(Limits limits) {
        var elements = ProtocolLimits.defaults()
                .with(ProtocolLimit.PAYLOAD_OCTETS, limits.number(Limit.MAX_PAYLOAD))
                .with(ProtocolLimit.XML_DEPTH, limits.number(Limit.XML_DEPTH))
                .with(ProtocolLimit.ATTRIBUTES, limits.number(Limit.XML_ATTRIBUTES))
                .with(ProtocolLimit.ELEMENTS, limits.number(Limit.XML_ELEMENTS))
                .with(ProtocolLimit.TUPLES, limits.number(Limit.PRESENCE_TUPLES_PER_ENTRY));
        return new PresenceBounds(
                limits.number(Limit.PRESENCE_OPERATIONS),
                limits.number(Limit.PRESENCE_OPERATIONS_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_SUBSCRIBERS_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_WATCHERS_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_ENTRIES_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_OCTETS_PER_ENTRY),
                limits.number(Limit.PRESENCE_QUEUED_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_REQUESTS_PER_ENDPOINT),
                limits.number(Limit.PRESENCE_REQUESTS),
                elements);
    }
}

package org.imxp.relay;

import java.time.Duration;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;

/**
 * The bounds of the mesh.
 *
 * @param attachmentsPerSession endpoints attached by one session; one more gets 451
 * @param queuedData data that wait for one attached endpoint's answer; for one more the outcome is 451
 * @param queuedOctets octets of such data, likewise
 * @param awaitedReports what one attached endpoint has asked to be told, counted until it has answered the report; a data
 *     that asks for more gets 451
 * @param hops how many relays a data may reach after this one, if its originator does not say so; 1 to 255
 * @param lookups questions to the account directory that wait for its answer, and data that wait for that of another for the
 *     same recipient; for one more of either the outcome is 451
 * @param heldAnswerTime how long an endpoint may leave unanswered what was held for it; then it is attached no more
 * @param elements what is refused when an element is read
 */
record MeshBounds(
        int attachmentsPerSession,
        int queuedData,
        long queuedOctets,
        int awaitedReports,
        int hops,
        int lookups,
        Duration heldAnswerTime,
        ProtocolLimits elements) {
    static MeshBounds of(Limits limits) {
        var elements = ProtocolLimits.defaults()
                .with(ProtocolLimit.PAYLOAD_OCTETS, limits.number(Limit.MAX_PAYLOAD))
                .with(ProtocolLimit.RECIPIENTS, limits.number(Limit.RECIPIENTS_PER_DATA))
                .with(ProtocolLimit.OPTIONS, limits.number(Limit.OPTIONS_PER_ELEMENT))
                .with(ProtocolLimit.XML_DEPTH, limits.number(Limit.XML_DEPTH))
                .with(ProtocolLimit.ATTRIBUTES, limits.number(Limit.XML_ATTRIBUTES))
                .with(ProtocolLimit.ELEMENTS, limits.number(Limit.XML_ELEMENTS));
        return new MeshBounds(
                limits.number(Limit.ATTACHMENTS_PER_SESSION),
                limits.number(Limit.QUEUED_DATA_PER_ATTACHMENT),
                limits.number(Limit.QUEUED_OCTETS_PER_ATTACHMENT),
                limits.number(Limit.AWAITED_REPORTS_PER_ATTACHMENT),
                limits.number(Limit.HOPS),
                limits.number(Limit.ACCOUNT_LOOKUPS),
                limits.time(Limit.HELD_TIME_TO_ANSWER),
                elements);
    }
}

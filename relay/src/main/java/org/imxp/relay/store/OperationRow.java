package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A subscription or a watch as it is kept (RFC 3343 sections 4.2 and 4.3). Addresses are in canonical form.
 *
 * @param subject whose presence it is about
 * @param subjectAccount the endpoint that the subject is, or is a subaddress of; when its account is removed, so is this
 * @param originator who has begun it
 * @param originatorAccount likewise
 * @param kind the name of its kind
 * @param transId 1 to 2147483647
 * @param duration in seconds
 * @param begun when, kept to the millisecond
 */
public record OperationRow(
        String subject,
        String subjectAccount,
        String originator,
        String originatorAccount,
        String kind,
        int transId,
        int duration,
        Instant begun) {
    /** Cuts off what is not kept. */
    public OperationRow {
        begun = begun.truncatedTo(ChronoUnit.MILLIS);
    }
}

package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;

/**
 * What one relay reported about one recipient of a message.
 *
 * @param domain the domain whose report service told
 * @param recipient the recipient
 * @param code 350 when the relay sent the message on, else an outcome
 * @param text the outcome in words; may be empty
 * @param receivedAt when the report arrived
 */
public record HopReport(Domain domain, Address recipient, ReplyCode code, String text, Instant receivedAt) {}

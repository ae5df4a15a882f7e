package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/**
 * A message in the inbox.
 *
 * @param isHeld whether it was to be kept for a recipient that is away
 */
record Arrival(Message message, Address originator, Instant receivedAt, boolean isHeld) {}

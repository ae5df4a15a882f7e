package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/** A message in the inbox. */
record Arrival(Message message, Address originator, Instant receivedAt) {}

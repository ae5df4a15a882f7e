package org.imxp.endpoint;

import java.util.Optional;
import org.imxp.message.Message;

/**
 * A message that arrived.
 *
 * @param message what it says
 * @param identifier what it is known by when it comes again, if it can be
 */
record IdentifiedMessage(Message message, Optional<String> identifier) {}

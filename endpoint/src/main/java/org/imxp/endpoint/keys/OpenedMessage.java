package org.imxp.endpoint.keys;

import org.imxp.endpoint.ReceivedMessage;
import org.imxp.message.Message;

/**
 * A message that arrived, without what it was sealed in.
 *
 * @param received what arrived
 * @param message what its author wrote; if that cannot be had or believed, what arrived
 * @param seal who has written it
 * @param isEncrypted whether nobody could read it on the way
 */
public record OpenedMessage(ReceivedMessage received, Message message, Seal seal, boolean isEncrypted) {}

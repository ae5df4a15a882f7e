package org.imxp.endpoint;

import org.imxp.protocol.Address;

/**
 * Somebody has begun or ended to write.
 *
 * @param peer who, as the relays have authenticated it
 * @param isComposing whether a message is being written
 */
public record ComposingEvent(Address peer, boolean isComposing) {}

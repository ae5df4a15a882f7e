package org.imxp.beep.sasl;

/**
 * Send this in a {@code blob} with status {@code continue}.
 *
 * @param data the response; may be empty. Not copied: the receiver owns it
 */
public record SaslResponse(byte[] data) implements SaslClientStep {}

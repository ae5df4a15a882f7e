package org.imxp.beep.sasl;

/**
 * Send this in a {@code blob} with status {@code continue}.
 *
 * @param data the response; may be empty
 */
public record SaslResponse(Octets data) implements SaslClientStep {}

package org.imxp.beep;

/**
 * The reply to a message: RPY or ERR.
 *
 * @param positive whether it is RPY
 * @param payload its octets, MIME headers included; the receiver's own
 */
@SuppressWarnings("ArrayRecordComponent") // The octets of a payload, handed over, never compared.
public record Reply(boolean positive, byte[] payload) {}

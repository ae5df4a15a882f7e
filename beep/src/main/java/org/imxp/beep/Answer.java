package org.imxp.beep;

/**
 * One answer of a one-to-many exchange: ANS (RFC 3080 section 2.1.1).
 *
 * @param number which, 0..4294967295; distinct among the answers that are in progress
 * @param payload its octets, MIME headers included; the receiver's own
 */
@SuppressWarnings("ArrayRecordComponent") // The octets of a payload, handed over, never compared.
public record Answer(long number, byte[] payload) {}

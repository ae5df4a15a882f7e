package org.imxp.beep.sasl;

/**
 * The exchange goes on: a {@code blob} with status {@code continue}.
 *
 * @param data what the peer is asked; empty when the peer spoke too little to be asked anything (RFC 4422 section 3.3)
 */
public record SaslChallenge(Octets data) implements SaslStep {}

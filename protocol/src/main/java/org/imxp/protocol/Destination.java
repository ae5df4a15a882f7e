package org.imxp.protocol;

/**
 * What became of a data for one recipient (RFC 3340 section 6.2).
 *
 * @param identity the recipient
 * @param reply the outcome
 */
public record Destination(Address identity, Reply reply) {}

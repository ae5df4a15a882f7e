package org.imxp.relay;

import org.imxp.protocol.Domain;

/**
 * What a peer said by {@code bind}: that it takes data for a domain on this channel (RFC 3340 section 4.4.2).
 *
 * @param domain the domain
 * @param transId that of the bind
 * @param link where the data goes
 */
record Binding(Domain domain, int transId, RelayLink link) {}

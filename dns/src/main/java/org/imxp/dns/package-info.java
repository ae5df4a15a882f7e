/**
 * From a domain to the addresses of its relay (RFC 3340 section 3.1).
 *
 * <p>A {@link org.imxp.dns.RelayFinder} is asked for a {@link org.imxp.protocol.Domain} and a {@link org.imxp.dns.Mode}, and
 * promises a {@link org.imxp.dns.RelayLookup}: addresses in the order in which to try them, or why there are none. It asks
 * for the SRV records of both dialects, the preferred one's first, puts them in the order of RFC 2782, and looks up the
 * addresses of their targets; where a domain has no SRV record, its own addresses and the registered port serve instead.
 *
 * <p>What DNS says is not trusted: it is bounded ({@link org.imxp.dns.DnsLimits}), and who answers at an address has to prove
 * which domain it is by other means. Answers are kept as long as DNS allows, within bounds.
 *
 * <p>Only this package knows the DNS library, and no type of it is seen outside.
 */
package org.imxp.dns;

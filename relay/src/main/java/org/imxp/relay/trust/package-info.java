/**
 * Who a relay is, between relays (RFC 3340 sections 3.3 and 3.5, requirements SEED-48, SEED-49, CORE-34, WIRE-4, OPEN-27).
 *
 * <p>A relay is known by its domains. It proves them by the subjectAltName of a certificate that is trusted, or by a secret
 * that both sides have; {@link org.imxp.relay.trust.ProvedDomains} is the result, and nothing else that a peer says about who
 * it is counts.
 */
package org.imxp.relay.trust;

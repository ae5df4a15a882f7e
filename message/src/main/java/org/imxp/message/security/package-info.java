/**
 * Signing and encrypting from end to end: OpenPGP (RFC 3156, 9580) and S/MIME (RFC 8551) over any MIME entity, such as a message in
 * multipart form or a message/cpim.
 *
 * <p>What was signed is compared octet for octet. Opening gives one {@link org.imxp.message.security.Opened} value and never throws for
 * what a stranger has sent. Whether a key is to be believed is for the user to say;
 * {@link org.imxp.message.security.EnvelopeCheck} tells whether what was signed is what has arrived. Randomness is passed in.
 *
 * <p>Bouncy Castle does the work and is not part of the API.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.message.security;

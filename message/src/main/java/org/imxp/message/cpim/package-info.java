/**
 * The common format of instant messages (RFC 3862), and the way between it and IMXP's messages.
 *
 * <p>A {@link org.imxp.message.cpim.CpimMessage} keeps every octet of what was read, since it may have been signed.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.message.cpim;

/**
 * Presence as other systems write it (RFC 3863), and the way between it and what IMXP publishes.
 *
 * <p>This room does not know the elements of IMXP: {@link org.imxp.message.pidf.Presence} has what its presence element has, as
 * plain values.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.message.pidf;

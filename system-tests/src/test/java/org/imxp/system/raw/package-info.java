/**
 * A client that is not ours: BEEP, TLS, SASL and the mesh's elements from the RFCs and the JDK alone. It shares no line with
 * the product, so what both understand is what the RFCs say, not what one of them believes.
 */
@NullMarked
package org.imxp.system.raw;

import org.jspecify.annotations.NullMarked;

/**
 * {@code ./imxp bench beep}: BEEP over loopback, measured in one run against a bare Netty echo and a raw copy of the
 * same octets. See docs/performance.md.
 */
@NullMarked
package org.imxp.bench.beep;

import org.jspecify.annotations.NullMarked;

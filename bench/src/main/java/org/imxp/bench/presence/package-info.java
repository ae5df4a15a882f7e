/**
 * {@code ./imxp bench presence}: what presence costs a relay with many endpoints. The relay is a process of its own, as
 * {@code ./imxp serve} starts it, and so is everything that is attached to it.
 */
@NullMarked
package org.imxp.bench.presence;

import org.jspecify.annotations.NullMarked;

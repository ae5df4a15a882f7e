/**
 * {@code ./imxp bench hops}: messages through one relay and through two, measured in one run against bare forwarders of as many
 * octets. See docs/performance.md.
 */
@NullMarked
package org.imxp.bench.mesh;

import org.jspecify.annotations.NullMarked;

/** What every part of {@code ./imxp bench} measures with: processes of their own, figures and their spread, and the page they go to. */
@NullMarked
package org.imxp.bench.measure;

import org.jspecify.annotations.NullMarked;

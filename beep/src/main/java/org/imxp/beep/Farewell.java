package org.imxp.beep;

/**
 * An event in the pipeline: the connection is about to be closed, and this is why.
 *
 * @param reason a sentence for a log
 */
record Farewell(String reason) {}

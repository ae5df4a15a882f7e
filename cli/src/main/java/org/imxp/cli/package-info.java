/**
 * The {@code imxp} command.
 *
 * <p>{@link org.imxp.cli.Imxp} reads the command line with picocli; each command is a small class that gets its
 * {@code Surroundings} (streams, variables, prompt, clock) and does its work with the rooms below: {@code serve} starts a
 * relay, {@code user} changes a relay's store, {@code send}, {@code listen} and {@code chat} are endpoints, {@code demo} plays
 * all of these roles at once as a list of scenes. Data goes to standard output and talk to standard error. Failures come up
 * here as exceptions and become one sentence and an exit status in {@code Failures}, nowhere else. Text that others wrote is
 * printed through {@code VisibleText} only.
 */
package org.imxp.cli;

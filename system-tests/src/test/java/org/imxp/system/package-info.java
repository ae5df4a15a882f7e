/**
 * The built product, driven from outside: the command as people start it, and a client that is not ours.
 *
 * <p>Relays are processes with ports of their own on the loopback address. Nothing sleeps: a test waits for a line of output
 * or an answer, and fails at a deadline.
 */
@NullMarked
package org.imxp.system;

import org.jspecify.annotations.NullMarked;

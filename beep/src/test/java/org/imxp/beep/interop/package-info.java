/**
 * Peers written from the RFCs alone, on sockets of the JDK: nothing of what they talk to is used here, so that a fault that
 * both sides would share shows.
 */
@org.jspecify.annotations.NullMarked
package org.imxp.beep.interop;

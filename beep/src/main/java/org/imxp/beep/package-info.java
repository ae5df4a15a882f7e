/**
 * BEEP sessions (RFC 3080, 3081): connect or listen, start channels, exchange messages.
 *
 * <p>A {@link org.imxp.beep.Session} is a state machine that does no input or output of its own: a
 * {@link org.imxp.beep.Transport} gives it octets and takes its octets. {@link org.imxp.beep.BeepNetwork} is the one
 * over TCP and TLS. A program that serves something gives {@link org.imxp.beep.Profile}s; each started
 * {@link org.imxp.beep.Channel} has a {@link org.imxp.beep.ChannelHandler}, which gets each message as an
 * {@link org.imxp.beep.Exchange} to reply to.
 *
 * <p>One owner, usually an event loop, calls everything of one session and is called back by it; other threads reach it
 * through {@link org.imxp.beep.Session#execute}.
 */
package org.imxp.beep;

package org.imxp.protocol;

/**
 * A control element: what a channel of the protocol carries in a payload (RFC 3340 sections 8.1 and 9.1).
 *
 * <p>Attach, bind, terminate and data start an exchange; ok and error end one.
 */
public sealed interface Element permits Attach, Bind, Terminate, Data, Ok, ErrorReply {}

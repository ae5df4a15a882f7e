/**
 * BEEP for programs that may wait: connect, listen, start a channel, ask and be asked.
 *
 * <p>{@link org.imxp.beep.blocking.Beep} is the door. A {@link org.imxp.beep.blocking.Service} is asked on a virtual
 * thread, one message of a channel after the other, and may block. Every wait has a bound; what the peer refuses is a
 * {@link org.imxp.beep.PeerRefusedException}, what ends a session a {@link org.imxp.beep.SessionEndedException}.
 *
 * <p>It stands on {@link org.imxp.beep.Session}, which those who want the event loop itself use directly, also from
 * here: {@link org.imxp.beep.blocking.BlockingSession#session()}.
 */
package org.imxp.beep.blocking;

package org.imxp.endpoint;

import org.imxp.protocol.ReplyCode;

/**
 * The end of an attachment that this program did not ask for.
 *
 * @param reason who or what ended it
 * @param code the relay's code, such as 556 when another application attached instead; 421 when the session ended
 * @param text why, in words; may be empty
 */
public record Detached(Reason reason, ReplyCode code, String text) {
    /** Who or what ended an attachment. */
    public enum Reason {
        /** The relay, by {@code terminate} (RFC 3340 section 4.4.3). */
        TERMINATED,
        /** The relay, by closing the channel or releasing the session. */
        RELEASED,
        /** The connection was lost, or the relay broke the protocol. */
        LOST,
        /** The relay, by not letting the endpoint attach again after that. */
        REFUSED
    }
}

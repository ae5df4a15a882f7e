package org.imxp.endpoint;

import org.imxp.endpoint.presence.PresenceState;
import org.imxp.protocol.ReplyCode;

/** What a subscription to somebody's presence tells. */
public sealed interface PresenceEvent {
    /**
     * How it is now: told at first, and with each change.
     *
     * @param state what is known
     */
    record Changed(PresenceState state) implements PresenceEvent {}

    /**
     * What was told may be out of date: the session was lost, or the service does not answer or has ended the subscription. It is
     * tried again by itself, and {@link Changed} tells when that has succeeded.
     *
     * @param code such as 421
     * @param sentence why
     */
    record Interrupted(ReplyCode code, String sentence) implements PresenceEvent {}

    /**
     * It has ended for good, and nothing more is told.
     *
     * @param code such as 537 if it is not allowed, or no longer, 550 if there is no such endpoint, 451 if a bound of {@link
     *     PresenceLimits} was passed, 421 if this endpoint is at its end
     * @param sentence why
     */
    record Ended(ReplyCode code, String sentence) implements PresenceEvent {}
}

package org.imxp.endpoint;

import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/** What a watch of somebody's subscribers tells. */
public sealed interface WatchEvent {
    /**
     * Somebody is subscribed: told at first of all who are, then of each who comes.
     *
     * @param subscriber who
     */
    record Came(Address subscriber) implements WatchEvent {}

    /**
     * Somebody's subscription has ended.
     *
     * @param subscriber whose
     */
    record Left(Address subscriber) implements WatchEvent {}

    /**
     * Somebody has looked once, without a subscription; also a program that was about to publish.
     *
     * @param subscriber who
     */
    record Looked(Address subscriber) implements WatchEvent {}

    /**
     * Who is subscribed is not known: as for {@link PresenceEvent.Interrupted}. When it has succeeded again, all who are subscribed
     * are told anew.
     *
     * @param code such as 421
     * @param sentence why
     */
    record Interrupted(ReplyCode code, String sentence) implements WatchEvent {}

    /**
     * It has ended for good: as for {@link PresenceEvent.Ended}.
     *
     * @param code such as 537
     * @param sentence why
     */
    record Ended(ReplyCode code, String sentence) implements WatchEvent {}
}

package org.imxp.beep;

import java.util.Optional;

/** What an application does on a channel. Called by the session's owner; must not block. */
public interface ChannelHandler {
    /**
     * A whole message has come. Each has one reply, now or later: RPY, ERR, or answers and their end. Replies leave in
     * the order of the messages, whatever the order of the calls.
     *
     * @param exchange the message, to be replied to
     */
    void message(Exchange exchange);

    /**
     * A message begins. The default lets it be collected and given whole to {@link #message}, within the bound of a
     * message.
     *
     * @param exchange the message, to be replied to; an ERR may leave before the message is whole
     * @return who takes it piece by piece, without a bound; empty to have it whole
     */
    default Optional<PayloadReceiver> begins(Exchange exchange) {
        return Optional.empty();
    }

    /**
     * The channel is no more: it was closed, the session ended, or a tuning reset took it. Called once.
     *
     * @param reason a sentence for a log
     */
    default void closed(String reason) {}
}

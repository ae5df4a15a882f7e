package org.imxp.beep;

/** What an application does on a channel. Called by the session's owner; must not block. */
public interface ChannelHandler {
    /**
     * A whole message has come. Each is replied to exactly once, now or later; replies leave in the order of the
     * messages, whatever the order of the calls.
     *
     * @param exchange the message, to be replied to
     */
    void message(Exchange exchange);

    /**
     * The channel is no more: it was closed, the session ended, or a tuning reset took it. Called once.
     *
     * @param reason a sentence for a log
     */
    default void closed(String reason) {}
}

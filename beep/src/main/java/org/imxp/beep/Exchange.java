package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import org.imxp.beep.frame.Keyword;

/**
 * A message of the peer that is owed exactly one reply (RFC 3080 section 2.1.1).
 *
 * <p>Replies leave in the order in which the messages came (BEEP-38): one that is given early waits for those before it.
 */
public final class Exchange {
    private final Channel channel;
    private final int messageNumber;
    private final byte[] payload;
    private boolean answered;

    Exchange(Channel channel, int messageNumber, byte[] payload) {
        this.channel = channel;
        this.messageNumber = messageNumber;
        this.payload = payload;
    }

    /**
     * The channel that the message came on.
     *
     * @return the channel
     */
    public Channel channel() {
        return channel;
    }

    /**
     * The message's octets, MIME headers included.
     *
     * @return the octets themselves, not a copy; nobody else uses them
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * Replies with RPY.
     *
     * @param octets the payload, MIME headers included
     */
    public void reply(List<ByteBuffer> octets) {
        answer(Keyword.RPY, octets);
    }

    /**
     * Replies with ERR.
     *
     * @param octets the payload, MIME headers included
     */
    public void error(List<ByteBuffer> octets) {
        answer(Keyword.ERR, octets);
    }

    /**
     * Replies with ERR and an {@code error} element (RFC 3080 section 2.3.1.5).
     *
     * @param code the reply code
     * @param text a sentence for people
     */
    public void error(int code, String text) {
        error(List.of(ByteBuffer.wrap(Payloads.error(code, text))));
    }

    private void answer(Keyword keyword, List<ByteBuffer> octets) {
        if (answered) {
            throw new IllegalStateException(
                    "message " + messageNumber + " on channel " + channel.number() + " has its reply already");
        }
        answered = true;
        channel.replied(this, new OutgoingMessage(keyword, messageNumber, octets));
    }

    int messageNumber() {
        return messageNumber;
    }
}

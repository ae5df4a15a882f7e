package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;

/**
 * A message of the peer that is owed a reply: one RPY or ERR, or any number of answers and their end (RFC 3080 section
 * 2.1.1).
 *
 * <p>Replies leave in the order in which the messages came (BEEP-38): one that is given early waits for those before it.
 */
public final class Exchange {
    /** How far the reply is given. */
    private enum State {
        OPEN,
        ANSWERING,
        REPLIED
    }

    private final Channel channel;
    private final int messageNumber;
    private byte[] payload;
    private State state = State.OPEN;
    private boolean whole;
    private boolean released;
    private int answers;
    private final Queue<OutgoingMessage> waiting = new ArrayDeque<>(1);

    Exchange(Channel channel, int messageNumber) {
        this.channel = channel;
        this.messageNumber = messageNumber;
        this.payload = new byte[0];
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
     * @return the octets themselves, not a copy; nobody else uses them. None if the message is taken piece by piece
     */
    public byte[] payload() {
        return payload;
    }

    /**
     * Replies with RPY.
     *
     * @param octets the payload, MIME headers included
     * @throws IllegalStateException if the message has its reply already
     */
    public void reply(List<ByteBuffer> octets) {
        give(new OutgoingMessage(Keyword.RPY, messageNumber, octets));
    }

    /**
     * Replies with RPY whose payload is written while it is sent.
     *
     * @return where to write it
     * @throws IllegalStateException if the message has its reply already
     */
    public PayloadStream beginReply() {
        return begin(Keyword.RPY, FrameHeader.NO_ANSWER);
    }

    /**
     * Replies with ERR. It leaves before the rest of a message that is taken piece by piece has come, and the rest is
     * thrown away (RFC 3080 section 2.6.3).
     *
     * @param octets the payload, MIME headers included
     * @throws IllegalStateException if the message has its reply already
     */
    public void error(List<ByteBuffer> octets) {
        give(new OutgoingMessage(Keyword.ERR, messageNumber, octets));
    }

    /**
     * Replies with ERR and an {@code error} element (RFC 3080 section 2.3.1.5).
     *
     * @param code the reply code
     * @param text a sentence for people, in English
     */
    public void error(int code, String text) {
        error(code, text, "en");
    }

    /**
     * Replies with ERR and an {@code error} element in a language of the application's choice, such as one that the
     * peer's greeting asks for.
     *
     * @param code the reply code
     * @param text a sentence for people
     * @param language the language of the text (RFC 5646)
     */
    public void error(int code, String text, String language) {
        error(List.of(ByteBuffer.wrap(Payloads.error(code, text, language))));
    }

    /**
     * Gives one answer of a one-to-many reply: ANS.
     *
     * @param octets the payload, MIME headers included
     * @return done when it has left for the network; whoever has many answers waits for it. Fails with
     *     {@link SessionEndedException} if it will not
     * @throws IllegalStateException if the message has its reply already
     */
    public CompletableFuture<Void> answer(List<ByteBuffer> octets) {
        var done = new CompletableFuture<Void>();
        var message = new OutgoingMessage(Keyword.ANS, messageNumber, nextAnswer(), octets);
        message.whenLeft(done);
        give(message);
        return done;
    }

    /**
     * Gives one answer whose payload is written while it is sent.
     *
     * @return where to write it
     * @throws IllegalStateException if the message has its reply already
     */
    public PayloadStream beginAnswer() {
        return begin(Keyword.ANS, nextAnswer());
    }

    /**
     * Ends a one-to-many reply: NUL. Without an answer before, it says that there is none.
     *
     * @throws IllegalStateException if the message has its reply already
     */
    public void finish() {
        give(new OutgoingMessage(Keyword.NUL, messageNumber, List.of()));
    }

    /** Numbers are given in turn, so that they are distinct among those in progress (BEEP-8, OPEN-29). */
    private int nextAnswer() {
        var number = answers;
        answers = (answers + 1) & Integer.MAX_VALUE;
        return number;
    }

    private PayloadStream begin(Keyword keyword, long answerNumber) {
        var stream = new PayloadStream(channel, keyword, messageNumber, answerNumber);
        give(stream.message());
        return stream;
    }

    private void give(OutgoingMessage reply) {
        state = after(reply.keyword());
        channel.input().replied(this, reply);
    }

    private State after(Keyword keyword) {
        return switch (state) {
            case REPLIED ->
                throw new IllegalStateException(
                        "message " + messageNumber + " on channel " + channel.number() + " has its reply already");
            case ANSWERING ->
                switch (keyword) {
                    case ANS -> State.ANSWERING;
                    case NUL -> State.REPLIED;
                    case MSG, RPY, ERR ->
                        throw new IllegalStateException("message " + messageNumber + " on channel " + channel.number()
                                + " has answers already, allowed are more of them and their end");
                };
            case OPEN -> keyword == Keyword.ANS ? State.ANSWERING : State.REPLIED;
        };
    }

    /**
     * Whether nothing of a reply is given yet.
     *
     * @return true until the first reply, error or answer
     */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /**
     * Whether the reply is given whole.
     *
     * @return true after RPY, ERR or the end of answers was given
     */
    public boolean isReplied() {
        return state == State.REPLIED;
    }

    int messageNumber() {
        return messageNumber;
    }

    // ---- the channel's side ----------------------------------------------------------------------------------------

    /** The message has come whole. */
    void whole(byte[] octets) {
        payload = octets;
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether ERR was given, and waits to leave. */
    boolean isRefused() {
        var first = waiting.peek();
        return first != null && first.keyword() == Keyword.ERR;
    }

    /** Takes what was given until it may leave. */
    void keep(OutgoingMessage reply) {
        waiting.add(reply);
    }

    /** What may leave now that this exchange's turn has come: only an ERR may before the message is whole. */
    void release(List<OutgoingMessage> ready) {
        while (!waiting.isEmpty() && (whole || waiting.element().keyword() == Keyword.ERR)) {
            var next = waiting.remove();
            released |= next.endsReply();
            ready.add(next);
        }
    }

    /** Nothing that waits will leave. */
    void broken(String reason) {
        waiting.forEach(reply -> reply.broken(reason));
        waiting.clear();
    }

    /** Whether the end of the reply has been let go. */
    boolean isReleased() {
        return released;
    }
}

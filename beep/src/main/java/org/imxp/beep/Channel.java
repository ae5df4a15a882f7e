package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a session: exchanges in both directions, each direction with a window of its own.
 *
 * <p>Used by the session's owner only. Both peers may send messages (RFC 3080 section 2.1).
 */
public final class Channel {
    /** A channel opens, perhaps closes by agreement, and is gone. */
    private enum State {
        OPEN,
        CLOSING,
        GONE
    }

    private final Session session;
    private final int number;
    private final String profile;
    private final ChannelHandler handler;
    private final ChannelInput input;
    private final ChannelOutput output;

    private State state = State.OPEN;
    private @Nullable CompletableFuture<Void> whenIdle;
    private int closers;

    Channel(Session session, int number, String profile, ChannelHandler handler) {
        this.session = session;
        this.number = number;
        this.profile = profile;
        this.handler = handler;
        this.output = new ChannelOutput(this);
        this.input = new ChannelInput(this, handler);
    }

    /**
     * The session that the channel belongs to.
     *
     * @return the session
     */
    public Session session() {
        return session;
    }

    /**
     * The channel's number.
     *
     * @return 0..2147483647
     */
    public int number() {
        return number;
    }

    /**
     * The profile that the channel was started with, in the spelling that the start used.
     *
     * @return a URI
     */
    public String profile() {
        return profile;
    }

    /**
     * Whether messages can be sent.
     *
     * @return false once it is closing or closed
     */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /**
     * How much waits for the peer's window, so that a caller can bound it.
     *
     * @return octets of messages and replies that were given and have not left
     */
    public long queuedOctets() {
        return output.queuedOctets();
    }

    /**
     * Sends a message that one RPY or ERR is expected for.
     *
     * @param payload its octets, MIME headers included; owned by the channel from now on
     * @return the reply; fails with {@link SessionEndedException} if the session or channel ends before it has come, and
     *     with {@link PeerRefusedException} if the peer replies one-to-many
     */
    public CompletableFuture<Reply> send(List<ByteBuffer> payload) {
        var reply = new FutureReply();
        send(payload, reply);
        return reply.future();
    }

    /**
     * Sends a message whose reply may be of any style.
     *
     * @param payload its octets, MIME headers included; owned by the channel from now on
     * @param handler who gets the reply
     */
    public void send(List<ByteBuffer> payload, ReplyHandler handler) {
        if (state == State.OPEN) {
            output.send(payload, handler);
        } else {
            handler.failed(new SessionEndedException("channel " + number + " is closed"));
        }
    }

    /**
     * Sends a message whose payload is written while it is sent, so that it may be larger than memory.
     *
     * @param handler who gets the reply; an ERR may come before the payload is ended, which then takes no more
     * @return where to write the payload, MIME headers first
     * @throws SessionEndedException if the channel is closed
     */
    public PayloadStream begin(ReplyHandler handler) {
        if (state != State.OPEN) {
            throw new SessionEndedException("channel " + number + " is closed");
        }
        return output.begin(handler);
    }

    /**
     * Closes the channel, when every message sent on it has been replied to (RFC 3080 section 2.3.1.3).
     *
     * @param code a reply code, usually {@link ReplyCode#SUCCESS}
     * @param text a sentence for people; may be empty
     * @return done when the peer agreed; fails with {@link PeerRefusedException} if it refuses, and then the channel
     *     goes on
     */
    public CompletableFuture<Void> close(int code, String text) {
        return session.management().close(this, code, text);
    }

    /**
     * Sends the greeting and waits for the peer's: RPY 0 0, the reply to a message that nobody sent (RFC 3080 section
     * 2.3.1.1).
     */
    CompletableFuture<Reply> greet(OutgoingMessage mine) {
        var theirs = new FutureReply();
        output.awaitGreeting(theirs);
        input.greets(mine);
        output.enqueue(mine);
        return theirs.future();
    }

    ChannelInput input() {
        return input;
    }

    ChannelOutput output() {
        return output;
    }

    /** A message or reply is the transport's, whole. */
    void left(OutgoingMessage message) {
        message.left();
        if (state == State.GONE) {
            return;
        }
        if (message.endsReply()) {
            input.replyLeft(message.messageNumber());
            session.management().replyLeft(this, message.messageNumber());
        }
        checkIdle();
    }

    // ---- closing ---------------------------------------------------------------------------------------------------

    /** Stops new messages; done when everything owed and awaited has gone its way (BEEP-33). */
    CompletableFuture<Void> closeWhenIdle() {
        closers++;
        state = State.CLOSING;
        var idle = whenIdle == null ? new CompletableFuture<Void>() : whenIdle;
        whenIdle = idle;
        checkIdle();
        return idle;
    }

    /** A close was refused: messages can be sent again, unless somebody else is closing the channel. */
    void reopen() {
        if (state == State.CLOSING && --closers == 0) {
            state = State.OPEN;
            whenIdle = null;
        }
    }

    boolean isGone() {
        return state == State.GONE;
    }

    void checkIdle() {
        var idle = whenIdle;
        if (idle != null && output.isIdle() && input.owedReplies() == 0) {
            whenIdle = null;
            idle.complete(null);
        }
    }

    void gone(String reason) {
        if (state == State.GONE) {
            return;
        }
        state = State.GONE;
        var idle = whenIdle;
        whenIdle = null;
        input.gone(reason);
        output.gone(reason);
        if (idle != null) {
            idle.completeExceptionally(new SessionEndedException(reason));
        }
        session.guard(() -> handler.closed(reason));
    }
}

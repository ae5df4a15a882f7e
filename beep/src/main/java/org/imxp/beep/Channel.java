package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
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

    private final ReceiveWindow receiveWindow = new ReceiveWindow();
    private final Deque<Exchange> unanswered = new ArrayDeque<>();
    private final Map<Exchange, OutgoingMessage> early = new HashMap<>();
    private final Set<Integer> unreplied = new HashSet<>();

    private final SendWindow sendWindow = new SendWindow();
    private final Deque<OutgoingMessage> outgoing = new ArrayDeque<>();
    private final Map<Integer, CompletableFuture<Reply>> awaited = new HashMap<>();

    private State state = State.OPEN;
    private @Nullable IncomingMessage incoming;
    private @Nullable CompletableFuture<Void> whenIdle;
    private int nextMessageNumber = 1;
    private long queuedOctets;
    private boolean scheduled;
    private boolean acknowledgementDue;

    Channel(Session session, int number, String profile, ChannelHandler handler) {
        this.session = session;
        this.number = number;
        this.profile = profile;
        this.handler = handler;
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
        return queuedOctets;
    }

    /**
     * Sends a message.
     *
     * @param payload its octets, MIME headers included; owned by the channel from now on
     * @return the reply; fails with {@link SessionEndedException} if the session or channel ends before it has come
     */
    public CompletableFuture<Reply> send(List<ByteBuffer> payload) {
        var reply = new CompletableFuture<Reply>();
        if (state != State.OPEN) {
            reply.completeExceptionally(new SessionEndedException("channel " + number + " is closed"));
            return reply;
        }
        var messageNumber = freeMessageNumber();
        awaited.put(messageNumber, reply);
        enqueue(new OutgoingMessage(Keyword.MSG, messageNumber, payload));
        return reply;
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

    /** RPY 0 0 is the greeting: the reply to a message that nobody sent (RFC 3080 section 2.3.1.1). */
    CompletableFuture<Reply> expectGreeting() {
        var greeting = new CompletableFuture<Reply>();
        awaited.put(0, greeting);
        return greeting;
    }

    private int freeMessageNumber() {
        while (awaited.containsKey(nextMessageNumber)) {
            nextMessageNumber = (nextMessageNumber + 1) & Integer.MAX_VALUE;
        }
        var free = nextMessageNumber;
        nextMessageNumber = (nextMessageNumber + 1) & Integer.MAX_VALUE;
        return free;
    }

    // ---- receiving -------------------------------------------------------------------------------------------------

    void header(FrameHeader header) {
        receiveWindow.accept(header);
        var current = incoming;
        if (current == null) {
            current = begin(header);
            incoming = current;
        } else if (!current.continues(header)) {
            throw new PoorlyFormedException(
                    header + ": expected the rest of " + current.keyword() + ", message " + current.messageNumber());
        }
        if (!current.discarded() && header.size() > session.settings().limits().message() - current.length()) {
            tooLong(header, current);
        }
        current.expect(header.size(), header.more());
    }

    private IncomingMessage begin(FrameHeader header) {
        switch (header.keyword()) {
            case MSG -> {
                if (!unreplied.add(header.messageNumber())) {
                    throw new PoorlyFormedException(header + ": its number is in use until its reply is complete");
                }
            }
            case RPY, ERR -> expectReply(header);
            case ANS, NUL -> {
                expectReply(header);
                if (header.keyword() == Keyword.NUL && (header.more() || header.size() > 0)) {
                    throw new PoorlyFormedException(header + ": NUL is one empty frame");
                }
                throw new PoorlyFormedException(header + ": one-to-many replies are not expected by " + profile);
            }
        }
        return new IncomingMessage(header);
    }

    private void expectReply(FrameHeader header) {
        if (!awaited.containsKey(header.messageNumber())) {
            throw new PoorlyFormedException(header + ": no message of this number awaits a reply");
        }
        if (!outgoing.isEmpty()) {
            outgoing.stream()
                    .filter(message ->
                            message.keyword() == Keyword.MSG && message.messageNumber() == header.messageNumber())
                    .findFirst()
                    .ifPresent(message -> repliedEarly(header, message));
        }
    }

    private void repliedEarly(FrameHeader header, OutgoingMessage message) {
        if (!message.begun()) {
            throw new PoorlyFormedException(header + ": the message has not been sent");
        }
        queuedOctets -= message.remaining();
        message.truncate();
        schedule();
    }

    private void tooLong(FrameHeader header, IncomingMessage current) {
        var limit = session.settings().limits().message();
        if (current.keyword() != Keyword.MSG) {
            throw new PoorlyFormedException(header + ": a reply of over " + limit + " octets, the bound of a message");
        }
        current.discard();
        var refused = new Exchange(this, current.messageNumber(), new byte[0]);
        unanswered.add(refused);
        refused.error(ReplyCode.ABORTED, "the message has over " + limit + " octets, the most that is allowed here");
    }

    void payload(ByteBuffer octets) {
        if (incoming != null) {
            incoming.append(octets);
        }
    }

    /** A frame has ended. */
    void end(boolean more) {
        var message = incoming;
        if (message != null && !more) {
            incoming = null;
            if (!message.discarded()) {
                complete(message);
            }
        }
        openWindow();
    }

    private void complete(IncomingMessage message) {
        if (message.keyword() == Keyword.MSG) {
            var exchange = new Exchange(this, message.messageNumber(), message.complete());
            unanswered.add(exchange);
            handler.message(exchange);
            return;
        }
        var reply = awaited.remove(message.messageNumber());
        if (reply != null) {
            reply.complete(new Reply(message.keyword() == Keyword.RPY, message.complete()));
        }
        checkIdle();
    }

    private void openWindow() {
        // A peer that does not wait for replies, or does not let them leave, is slowed down, not refused.
        var limits = session.settings().limits();
        if (state != State.GONE
                && unreplied.size() - (isReceivingMessage() ? 1 : 0) < limits.unanswered()
                && receiveWindow.open(limits.window())
                && !acknowledgementDue) {
            acknowledgementDue = true;
            session.sender().acknowledge(this);
        }
    }

    private boolean isReceivingMessage() {
        return incoming != null && incoming.keyword() == Keyword.MSG;
    }

    SequenceFrame acknowledgement() {
        acknowledgementDue = false;
        return new SequenceFrame(number, receiveWindow.acknowledged(), receiveWindow.size());
    }

    // ---- sending ---------------------------------------------------------------------------------------------------

    void replied(Exchange exchange, OutgoingMessage reply) {
        if (state == State.GONE) {
            return;
        }
        early.put(exchange, reply);
        while (!unanswered.isEmpty()) {
            var ready = early.remove(unanswered.element());
            if (ready == null) {
                break;
            }
            unanswered.remove();
            enqueue(ready);
        }
        openWindow();
    }

    void enqueue(OutgoingMessage message) {
        queuedOctets += message.remaining();
        outgoing.add(message);
        schedule();
    }

    void sequence(SequenceFrame frame) {
        sendWindow.update(frame);
        schedule();
    }

    private void schedule() {
        if (!scheduled && canSend()) {
            scheduled = true;
            session.sender().schedule(this);
        }
        session.sender().flushSoon();
    }

    private boolean canSend() {
        var first = outgoing.peek();
        return first != null && (first.remaining() == 0 || sendWindow.available() > 0);
    }

    /** Writes one frame; tells whether there is another to write. */
    boolean writeFrame(int most, List<ByteBuffer> out) {
        scheduled = false;
        if (!canSend()) {
            return false;
        }
        var message = outgoing.element();
        var size = Math.min(Math.min(message.remaining(), most), sendWindow.available());
        var more = size < message.remaining();
        var header = new FrameHeader(
                message.keyword(),
                number,
                message.messageNumber(),
                more,
                sendWindow.sequenceNumber(),
                size,
                FrameHeader.NO_ANSWER);
        out.add(ByteBuffer.wrap(header.octets()));
        out.addAll(message.take(size));
        out.add(FrameSender.trailer());
        sendWindow.advance(size);
        queuedOctets -= size;
        if (!more) {
            outgoing.remove();
            left(message);
        }
        scheduled = canSend();
        return scheduled;
    }

    private void left(OutgoingMessage message) {
        if (message.keyword() != Keyword.MSG) {
            unreplied.remove(message.messageNumber());
            openWindow();
            session.management().replyLeft(this);
        }
        checkIdle();
    }

    // ---- closing ---------------------------------------------------------------------------------------------------

    /** Stops new messages; done when everything owed and awaited has gone its way (BEEP-33). */
    CompletableFuture<Void> closeWhenIdle() {
        state = State.CLOSING;
        var idle = whenIdle == null ? new CompletableFuture<Void>() : whenIdle;
        whenIdle = idle;
        checkIdle();
        return idle;
    }

    void reopen() {
        state = State.OPEN;
        whenIdle = null;
    }

    boolean owesNothing() {
        return outgoing.isEmpty() && unanswered.isEmpty();
    }

    private void checkIdle() {
        var idle = whenIdle;
        if (idle != null && awaited.isEmpty() && owesNothing()) {
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
        incoming = null;
        outgoing.clear();
        unanswered.clear();
        early.clear();
        queuedOctets = 0;
        var replies = List.copyOf(awaited.values());
        awaited.clear();
        replies.forEach(reply -> reply.completeExceptionally(new SessionEndedException(reason)));
        if (idle != null) {
            idle.completeExceptionally(new SessionEndedException(reason));
        }
        handler.closed(reason);
    }
}

package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A message that was given to be sent, and who waits for its reply. */
    private record Awaited(OutgoingMessage message, CompletableFuture<Reply> reply) {}

    private final Session session;
    private final int number;
    private final String profile;
    private final ChannelHandler handler;

    private final ReceiveWindow receiveWindow = new ReceiveWindow();
    private final OwedReplies owed = new OwedReplies();
    private final HeldOctets.Share held;

    private final SendWindow sendWindow = new SendWindow();
    private final Deque<OutgoingMessage> outgoing = new ArrayDeque<>();
    private final Map<Integer, Awaited> awaited = new HashMap<>();

    private State state = State.OPEN;
    private @Nullable IncomingMessage incoming;
    private @Nullable CompletableFuture<Void> whenIdle;
    private int closers;
    private int nextMessageNumber = 1;
    private long queuedOctets;
    private boolean scheduled;
    private boolean acknowledgementDue;

    Channel(Session session, int number, String profile, ChannelHandler handler) {
        this.session = session;
        this.number = number;
        this.profile = profile;
        this.handler = handler;
        this.held = session.held().new Share();
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
        var message = new OutgoingMessage(Keyword.MSG, messageNumber, payload);
        awaited.put(messageNumber, new Awaited(message, reply));
        enqueue(message);
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

    /**
     * Sends the greeting and waits for the peer's: RPY 0 0, the reply to a message that nobody sent (RFC 3080 section
     * 2.3.1.1).
     */
    CompletableFuture<Reply> greet(OutgoingMessage mine) {
        var theirs = new CompletableFuture<Reply>();
        var nobodys = new OutgoingMessage(Keyword.MSG, 0, List.of());
        var _ = nobodys.take(0);
        awaited.put(0, new Awaited(nobodys, theirs));
        held.add(mine.remaining());
        enqueue(mine);
        return theirs;
    }

    /** Done when every reply that is awaited now has come. */
    CompletableFuture<Void> awaitedReplies() {
        return CompletableFuture.allOf(
                awaited.values().stream().map(Awaited::reply).toArray(CompletableFuture[]::new));
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
        if (!current.discarded()) {
            makeRoom(header, current);
        }
    }

    private IncomingMessage begin(FrameHeader header) {
        switch (header.keyword()) {
            case MSG -> expectMessage(header);
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

    private void expectMessage(FrameHeader header) {
        if (!owed.begin(header.messageNumber())) {
            throw new PoorlyFormedException(header + ": its number is in use until its reply is complete");
        }
        if (!session.held().fits(HeldOctets.EACH)) {
            throw new PoorlyFormedException(header + ": " + tooMuchHeld());
        }
        held.add(HeldOctets.EACH);
    }

    private void expectReply(FrameHeader header) {
        var answered = awaited.get(header.messageNumber());
        if (answered == null) {
            throw new PoorlyFormedException(header + ": no message of this number awaits a reply");
        }
        var message = answered.message();
        if (!message.begun()) {
            throw new PoorlyFormedException(header + ": the message has not been sent");
        }
        if (!message.gone()) {
            // The rest is of no interest any more (section 2.6.3).
            queuedOctets -= message.remaining();
            message.truncate();
            schedule();
        }
    }

    private void makeRoom(FrameHeader header, IncomingMessage current) {
        var limit = session.settings().limits().message();
        if (header.size() > limit - current.length()) {
            refuse(header, current, "over " + limit + " octets, the most that is allowed here");
            return;
        }
        var growth = current.growth(header, limit);
        if (session.held().fits(growth)) {
            held.add(growth);
            current.grow(growth);
        } else {
            refuse(header, current, "no room: " + tooMuchHeld());
        }
    }

    private String tooMuchHeld() {
        return "the session would hold over " + session.held().bound() + " octets for its peer";
    }

    private void refuse(FrameHeader header, IncomingMessage current, String why) {
        if (current.keyword() != Keyword.MSG) {
            throw new PoorlyFormedException(header + ": the reply has " + why);
        }
        held.remove(current.room());
        current.discard();
        var refused = new Exchange(this, current.messageNumber(), new byte[0]);
        owed.add(refused);
        refused.error(ReplyCode.ABORTED, "the message has " + why);
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
        var room = message.room();
        var octets = message.complete();
        if (message.keyword() == Keyword.MSG) {
            held.add(octets.length - room);
            var exchange = new Exchange(this, message.messageNumber(), octets);
            owed.add(exchange);
            session.guard(() -> handler.message(exchange));
            return;
        }
        held.remove(room);
        var answered = awaited.remove(message.messageNumber());
        if (answered != null) {
            answered.reply().complete(new Reply(message.keyword() == Keyword.RPY, octets));
        }
        checkIdle();
    }

    /** How many of the peer's whole messages have no reply that has left. */
    int owedReplies() {
        var current = incoming;
        return current == null || current.keyword() != Keyword.MSG || current.discarded()
                ? owed.size()
                : owed.size() - 1;
    }

    private void openWindow() {
        // A peer that does not wait for replies, or does not read them, is slowed down, not refused.
        var limits = session.settings().limits();
        if (state != State.GONE
                && owedReplies() < limits.unanswered()
                && receiveWindow.open(limits.window())
                && !acknowledgementDue) {
            acknowledgementDue = true;
            session.sender().acknowledge(this);
        }
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
        held.remove(exchange.payload().length);
        if (!session.held().fits(0)) {
            session.end(SessionEnd.Kind.FAULT, "replies are not read: " + tooMuchHeld());
            return;
        }
        // Whatever its size: one reply always fits, and the next has to wait until it has left.
        held.add(reply.remaining());
        owed.answered(exchange, reply).forEach(this::enqueue);
    }

    void enqueue(OutgoingMessage message) {
        queuedOctets += message.remaining();
        outgoing.add(message);
        if (session.phase() == SessionPhase.READY_RECEIVED) {
            repliesFirst();
        }
        schedule();
    }

    /** New messages stand back behind replies (BEEP-46). */
    void repliesFirst() {
        var all = List.copyOf(outgoing);
        outgoing.clear();
        all.stream().filter(message -> !message.isNewMessage()).forEach(outgoing::add);
        all.stream().filter(OutgoingMessage::isNewMessage).forEach(outgoing::add);
    }

    /** What was given last and has not left. */
    @Nullable
    OutgoingMessage lastQueued() {
        return outgoing.peekLast();
    }

    void sequence(SequenceFrame frame) {
        sendWindow.update(frame);
        schedule();
    }

    void schedule() {
        if (!scheduled && canSend()) {
            scheduled = true;
            session.sender().schedule(this);
        }
        session.sender().flushSoon();
    }

    private boolean canSend() {
        var first = outgoing.peek();
        return first != null && (first.remaining() == 0 || sendWindow.available() > 0) && session.mayLeave(this, first);
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
        if (message.keyword() != Keyword.MSG) {
            held.remove(size);
        }
        if (!more) {
            outgoing.remove();
            session.sender().whenWritten(() -> left(message));
        }
        scheduled = canSend();
        return scheduled;
    }

    private void left(OutgoingMessage message) {
        if (state == State.GONE) {
            return;
        }
        if (message.keyword() != Keyword.MSG) {
            if (owed.left(message.messageNumber())) {
                held.remove(HeldOctets.EACH);
            }
            openWindow();
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

    private void checkIdle() {
        var idle = whenIdle;
        if (idle != null && awaited.isEmpty() && outgoing.isEmpty() && owedReplies() == 0) {
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
        owed.clear();
        held.clear();
        queuedOctets = 0;
        var replies = List.copyOf(awaited.values());
        awaited.clear();
        replies.forEach(each -> each.reply().completeExceptionally(new SessionEndedException(reason)));
        if (idle != null) {
            idle.completeExceptionally(new SessionEndedException(reason));
        }
        session.guard(() -> handler.closed(reason));
    }
}

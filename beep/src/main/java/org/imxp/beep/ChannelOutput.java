package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.jspecify.annotations.Nullable;

/** What a channel sends: messages and replies in their order, as far as the peer's window allows. */
final class ChannelOutput {
    /** What existing peers put into NUL: an empty MIME header. */
    private static final int CRLF = 2;

    /** A message that was given to be sent, and who waits for its reply. */
    private static final class Awaited {
        private final OutgoingMessage message;
        private final ReplyHandler handler;
        private boolean answering;

        Awaited(OutgoingMessage message, ReplyHandler handler) {
            this.message = message;
            this.handler = handler;
        }
    }

    private final Channel channel;
    private final Session session;
    private final SendWindow window = new SendWindow();
    private final Deque<OutgoingMessage> outgoing = new ArrayDeque<>(4);
    /** In the order of sending, which is also that of the replies (BEEP-38), so that a search ends at the first. */
    private final Deque<Awaited> awaited = new ArrayDeque<>(2);

    private int nextMessageNumber = 1;
    private long queuedOctets;
    private boolean scheduled;
    private boolean held;

    ChannelOutput(Channel channel) {
        this.channel = channel;
        this.session = channel.session();
    }

    long queuedOctets() {
        return queuedOctets;
    }

    /** The peer knows the channel, nothing waits to leave, and no reply is awaited. */
    boolean isIdle() {
        return !held && awaited.isEmpty() && outgoing.isEmpty();
    }

    boolean awaitsReplies() {
        return !awaited.isEmpty();
    }

    // ---- messages and who waits for their replies ------------------------------------------------------------------

    void send(List<ByteBuffer> payload, ReplyHandler handler) {
        var message = new OutgoingMessage(Keyword.MSG, freeMessageNumber(), payload);
        awaited.add(new Awaited(message, handler));
        channel.input().openWindow();
        enqueue(message);
    }

    PayloadStream begin(ReplyHandler handler) {
        var stream = new PayloadStream(channel, Keyword.MSG, freeMessageNumber(), FrameHeader.NO_ANSWER);
        var message = stream.message();
        awaited.add(new Awaited(message, handler));
        channel.input().openWindow();
        enqueue(message);
        return stream;
    }

    /** The greeting is the reply to a message that nobody sent: RPY 0 0 (RFC 3080 section 2.3.1.1). */
    void awaitGreeting(ReplyHandler handler) {
        var nobodys = new OutgoingMessage(Keyword.MSG, 0, List.of());
        nobodys.take(0, new FrameBatch());
        awaited.add(new Awaited(nobodys, handler));
    }

    /** Done when every reply that is awaited now has come; where all are awaited as futures, as on channel 0. */
    CompletableFuture<Void> awaitedReplies() {
        return CompletableFuture.allOf(awaited.stream()
                .map(each -> each.handler)
                .filter(FutureReply.class::isInstance)
                .map(handler -> ((FutureReply) handler).future())
                .toArray(CompletableFuture[]::new));
    }

    private int freeMessageNumber() {
        // Numbers are given in turn: only the oldest can be in the way, and then its followers too.
        var oldest = awaited.peek();
        if (oldest != null && oldest.message.messageNumber() == nextMessageNumber) {
            do {
                nextMessageNumber = (nextMessageNumber + 1) & Integer.MAX_VALUE;
            } while (find(nextMessageNumber) != null);
        }
        var free = nextMessageNumber;
        nextMessageNumber = (nextMessageNumber + 1) & Integer.MAX_VALUE;
        return free;
    }

    private @Nullable Awaited find(int messageNumber) {
        for (var each : awaited) {
            if (each.message.messageNumber() == messageNumber) {
                return each;
            }
        }
        return null;
    }

    // ---- replies that come in --------------------------------------------------------------------------------------

    /** The first frame of a reply, or of an answer, has come; returns who gets it. */
    ReplyHandler expectReply(FrameHeader header) {
        var answered = find(header.messageNumber());
        if (answered == null) {
            throw new PoorlyFormedException(header + ": no message of this number awaits a reply");
        }
        var message = answered.message;
        if (!message.begun()) {
            throw new PoorlyFormedException(header + ": the message has not been sent");
        }
        switch (header.keyword()) {
            case ANS -> answered.answering = true;
            case NUL -> {
                if (header.more() || header.size() > CRLF) {
                    throw new PoorlyFormedException(header + ": NUL is one empty frame");
                }
            }
            case MSG, RPY, ERR -> {
                if (answered.answering) {
                    throw new PoorlyFormedException(header + ": expected ANS or NUL, as before");
                }
            }
        }
        if (!message.gone()) {
            // The rest is of no interest any more (section 2.6.3).
            queuedOctets -= message.remaining();
            message.truncate();
            schedule();
        }
        return answered.handler;
    }

    /** Who waits for the reply to a message. */
    @Nullable
    ReplyHandler awaiting(int messageNumber) {
        var answered = find(messageNumber);
        return answered == null ? null : answered.handler;
    }

    /** A reply has come whole: nothing more is awaited for its message. */
    @Nullable
    ReplyHandler replied(int messageNumber) {
        var answered = find(messageNumber);
        if (answered == null) {
            return null;
        }
        awaited.remove(answered);
        return answered.handler;
    }

    // ---- frames that leave -----------------------------------------------------------------------------------------

    void enqueue(OutgoingMessage message) {
        queuedOctets += message.remaining();
        outgoing.add(message);
        if (session.phase() == SessionPhase.READY_RECEIVED) {
            repliesFirst();
        }
        schedule();
    }

    /** A stream has more to send, or its end. */
    void appended(OutgoingMessage message, ByteBuffer octets) {
        if (channel.isGone()) {
            // Somebody who is just being told so writes on: this message is about to be told too.
            return;
        }
        if (octets.hasRemaining()) {
            queuedOctets += octets.remaining();
            if (message.keyword() != Keyword.MSG) {
                channel.input().replyGrows(octets.remaining());
            }
            message.append(octets);
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

    /** Nothing leaves before the peer can know the channel: the answer to its start goes first. */
    void hold() {
        held = true;
    }

    void letGo() {
        held = false;
        schedule();
        channel.checkIdle();
    }

    void sequence(SequenceFrame frame) {
        window.update(frame);
        schedule();
    }

    void schedule() {
        if (!scheduled && canSend()) {
            scheduled = true;
            session.sender().schedule(channel);
        }
        session.sender().flushSoon();
    }

    private boolean canSend() {
        var first = outgoing.peek();
        return first != null
                && !held
                && first.hasNext()
                && (first.remaining() == 0 || window.available() > 0)
                && session.mayLeave(channel, first);
    }

    /** Writes one frame; tells whether there is another to write. */
    boolean writeFrame(int most, FrameBatch out) {
        if (!canSend()) {
            scheduled = false;
            return false;
        }
        var message = outgoing.element();
        var size = (int) Math.min(message.remaining(), Math.min(most, window.available()));
        var more = message.goesOnAfter(size);
        out.header(new FrameHeader(
                message.keyword(),
                channel.number(),
                message.messageNumber(),
                more,
                window.sequenceNumber(),
                size,
                message.answerNumber()));
        window.advance(size);
        queuedOctets -= size;
        if (message.keyword() != Keyword.MSG) {
            channel.input().replyShrinks(size);
        }
        if (!more) {
            outgoing.remove();
        }
        message.take(size, out);
        out.trailer();
        if (message.isStreamed()) {
            session.sender().whenWritten(() -> message.wrote(size));
        }
        if (!more && message.isWatched()) {
            session.sender().whenWritten(() -> channel.left(message));
        }
        scheduled = canSend();
        return scheduled;
    }

    void gone(String reason) {
        var unsent = List.copyOf(outgoing);
        outgoing.clear();
        queuedOctets = 0;
        var unanswered = List.copyOf(awaited);
        awaited.clear();
        unsent.forEach(message -> message.broken(reason));
        unanswered.forEach(each -> each.message.broken(reason));
        unanswered.forEach(each -> session.guard(() -> each.handler.failed(new SessionEndedException(reason))));
    }
}

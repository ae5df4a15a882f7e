package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a channel receives: frames become messages, replies and answers; the window opens as they are dealt with, and
 * what this side owes in reply is kept in order.
 */
final class ChannelInput {
    private static final byte[] EMPTY_LINE = {'\r', '\n'};

    private final Channel channel;
    private final Session session;
    private final ChannelHandler handler;
    private final ReceiveWindow window;
    private final OwedReplies owed = new OwedReplies();
    private final HeldOctets.Share held;

    /** The message or reply whose frames are coming in; of a one-to-many reply, the answer of the last frame. */
    private @Nullable IncomingMessage incoming;

    /** Answers of one reply that have begun and are not whole, by their number; empty for nothing else than answers. */
    private Map<Long, IncomingMessage> answers = Map.of();

    private boolean acknowledgementDue;

    ChannelInput(Channel channel, ChannelHandler handler) {
        this.channel = channel;
        this.session = channel.session();
        this.handler = handler;
        this.held = session.held().new Share();
        this.window = new ReceiveWindow(session.windows());
    }

    // ---- frames ----------------------------------------------------------------------------------------------------

    void header(FrameHeader header) {
        window.accept(header);
        var current = expect(header);
        if (channel.isGone()) {
            // The application was asked who takes it, and has ended the session.
            return;
        }
        incoming = current;
        if (!current.discarded() && !current.isStreamed()) {
            makeRoom(header, current);
        }
    }

    /** What a frame belongs to: the one message that is coming in, or one answer of several (OPEN-30). */
    private IncomingMessage expect(FrameHeader header) {
        var current = incoming;
        if (current == null) {
            return begin(header);
        }
        if (answers.isEmpty() ? !current.continues(header) : !isAnswerBeside(header)) {
            throw new PoorlyFormedException(
                    header + ": expected the rest of " + current.keyword() + ", message " + current.messageNumber());
        }
        if (answers.isEmpty()) {
            return current;
        }
        var answer = answers.get(header.answerNumber());
        return answer == null ? begin(header) : answer;
    }

    private boolean isAnswerBeside(FrameHeader header) {
        return header.keyword() == Keyword.ANS
                && answers.values().iterator().next().messageNumber() == header.messageNumber();
    }

    private IncomingMessage begin(FrameHeader header) {
        var message = new IncomingMessage(header);
        switch (header.keyword()) {
            case MSG -> beginMessage(header, message);
            case RPY, ERR -> beginReply(header, message);
            case ANS -> {
                beginReply(header, message);
                beginAnswer(header, message);
            }
            case NUL -> {
                var _ = channel.output().expectReply(header);
            }
        }
        return message;
    }

    private void beginMessage(FrameHeader header, IncomingMessage message) {
        if (!owed.begin(header.messageNumber())) {
            throw new PoorlyFormedException(header + ": its number is in use until its reply is complete");
        }
        checkRoomForOneMore(header);
        held.add(HeldOctets.EACH);
        var exchange = new Exchange(channel, header.messageNumber());
        message.begins(exchange);
        try {
            handler.begins(exchange).ifPresent(receiver -> stream(message, receiver));
        } catch (RuntimeException e) {
            session.fault(e);
        }
        if (exchange.isRefused()) {
            throwAway(message, exchange);
        } else if (message.isStreamed()) {
            // It may be replied to before it is whole.
            owed.add(exchange);
        }
    }

    /** The application has refused it at first sight. */
    private void throwAway(IncomingMessage message, Exchange exchange) {
        if (message.isStreamed()) {
            message.dropRest();
        } else {
            message.discard();
        }
        owed.add(exchange);
        send(owed.release());
    }

    private void beginReply(FrameHeader header, IncomingMessage message) {
        var waiting = channel.output().expectReply(header);
        var kind = switch (header.keyword()) {
            case RPY -> ReplyKind.POSITIVE;
            case ERR -> ReplyKind.NEGATIVE;
            case MSG, ANS, NUL -> ReplyKind.ANSWER;
        };
        try {
            waiting.begins(kind).ifPresent(receiver -> stream(message, receiver));
        } catch (RuntimeException e) {
            session.fault(e);
        }
    }

    /** Answers may come in frames between one another, so many at once that their keep fits. */
    private void beginAnswer(FrameHeader header, IncomingMessage message) {
        checkRoomForOneMore(header);
        held.add(HeldOctets.EACH);
        if (answers.isEmpty()) {
            answers = new HashMap<>();
        }
        answers.put(header.answerNumber(), message);
    }

    private void stream(IncomingMessage message, PayloadReceiver receiver) {
        message.streamTo(receiver, new PayloadFlow(this));
    }

    private void checkRoomForOneMore(FrameHeader header) {
        if (!session.held().fits(HeldOctets.EACH)) {
            throw new PoorlyFormedException(header + ": " + tooMuchHeld());
        }
    }

    private void makeRoom(FrameHeader header, IncomingMessage current) {
        var limit = session.settings().limits().message();
        var octets = current.octets();
        if (header.size() > limit - octets.length()) {
            refuse(header, current, "over " + limit + " octets, the most that is allowed here");
            return;
        }
        var growth = octets.growth(header.size(), header.more(), limit);
        if (session.held().fits(growth)) {
            held.add(growth);
            octets.grow(growth);
        } else {
            refuse(header, current, "no room: " + tooMuchHeld());
        }
    }

    private String tooMuchHeld() {
        return "the session would hold over " + session.held().bound() + " octets for its peer";
    }

    private void refuse(FrameHeader header, IncomingMessage current, String why) {
        var exchange = current.exchange();
        if (exchange == null) {
            throw new PoorlyFormedException(header + ": the reply has " + why);
        }
        held.remove(current.octets().room());
        current.discard();
        owed.add(exchange);
        exchange.error(ReplyCode.ABORTED, "the message has " + why);
    }

    void payload(ByteBuffer octets) {
        var message = incoming;
        if (message == null) {
            return;
        }
        try {
            window.consumed(message.append(octets));
        } catch (RuntimeException e) {
            session.fault(e);
        }
    }

    /** A frame has ended. */
    void end(boolean more) {
        var message = incoming;
        if (message != null && !more) {
            incoming = answersGoOn(message) ? message : null;
            complete(message);
        }
        openWindow();
    }

    private boolean answersGoOn(IncomingMessage message) {
        if (message.keyword() == Keyword.ANS) {
            answers.remove(message.answerNumber());
            held.remove(HeldOctets.EACH);
        }
        return !answers.isEmpty();
    }

    // ---- whole messages --------------------------------------------------------------------------------------------

    private void complete(IncomingMessage message) {
        var exchange = message.exchange();
        if (exchange != null) {
            completeMessage(message, exchange);
        } else {
            completeReply(message);
            channel.checkIdle();
        }
    }

    private void completeMessage(IncomingMessage message, Exchange exchange) {
        if (message.discarded()) {
            return;
        }
        var room = message.octets().room();
        var octets = message.octets().whole();
        held.add(octets.length - room);
        exchange.whole(octets);
        if (message.isStreamed()) {
            send(owed.release());
        } else {
            owed.add(exchange);
        }
        try {
            var receiver = message.receiver();
            if (receiver == null) {
                handler.message(exchange);
            } else {
                receiver.complete();
            }
        } catch (RuntimeException e) {
            session.fault(e);
        }
    }

    private void completeReply(IncomingMessage message) {
        held.remove(message.octets().room());
        if (message.keyword() == Keyword.NUL) {
            checkEmpty(message);
        }
        var number = message.messageNumber();
        var output = channel.output();
        var waiting = message.keyword() == Keyword.ANS ? output.awaiting(number) : output.replied(number);
        if (waiting == null) {
            return;
        }
        try {
            var receiver = message.receiver();
            if (receiver == null) {
                deliver(message, waiting);
            } else {
                receiver.complete();
            }
        } catch (RuntimeException e) {
            session.fault(e);
        }
    }

    /** Existing peers put CRLF, an empty MIME header, into NUL; anything else is poorly formed. */
    private static void checkEmpty(IncomingMessage nul) {
        var octets = nul.octets().whole();
        if (octets.length > 0 && !Arrays.equals(octets, EMPTY_LINE)) {
            throw new PoorlyFormedException("NUL, message " + nul.messageNumber() + ": expected an empty frame");
        }
    }

    private static void deliver(IncomingMessage message, ReplyHandler waiting) {
        switch (message.keyword()) {
            case RPY -> waiting.reply(new Reply(true, message.octets().whole()));
            case ERR -> waiting.reply(new Reply(false, message.octets().whole()));
            case ANS ->
                waiting.answer(
                        new Answer(message.answerNumber(), message.octets().whole()));
            case NUL -> waiting.finished();
            case MSG -> throw new IllegalStateException("a message is no reply");
        }
    }

    // ---- the window ------------------------------------------------------------------------------------------------

    void consumed(long octets) {
        window.consumed(octets);
        openWindow();
    }

    void openWindow() {
        // A peer that does not wait for replies, or does not read them, is slowed down, not refused; but not where it
        // owes a reply, or both sides could wait for the other's window.
        var limits = session.settings().limits();
        if (!channel.isGone()
                && (owedReplies() < limits.unanswered() || channel.output().awaitsReplies())
                && window.open(limits.window())
                && !acknowledgementDue) {
            acknowledgementDue = true;
            session.sender().acknowledge(channel);
        }
    }

    SequenceFrame acknowledgement() {
        acknowledgementDue = false;
        return new SequenceFrame(channel.number(), window.acknowledged(), window.size());
    }

    // ---- replies ---------------------------------------------------------------------------------------------------

    /** How many of the peer's whole messages have no reply that has left. */
    int owedReplies() {
        var current = incoming;
        return current == null || current.exchange() == null || current.discarded() ? owed.size() : owed.size() - 1;
    }

    void replied(Exchange exchange, OutgoingMessage reply) {
        if (channel.isGone()) {
            reply.broken("channel " + channel.number() + " is closed");
            return;
        }
        if (exchange.isReplied()) {
            held.remove(exchange.payload().length);
        }
        if (!session.held().fits(0)) {
            session.end(SessionEnd.Kind.FAULT, "replies are not read: " + tooMuchHeld());
            reply.broken("the session ended before its reply could leave");
            return;
        }
        // Whatever its size: one reply always fits, and the next has to wait until it has left.
        held.add(reply.remaining());
        exchange.keep(reply);
        if (reply.keyword() == Keyword.ERR) {
            dropRest(exchange);
        }
        send(owed.release());
    }

    /** An ERR before the message is whole: the rest is of no interest (BEEP-40). */
    private void dropRest(Exchange exchange) {
        var current = incoming;
        if (current != null && current.exchange() == exchange && current.isStreamed()) {
            current.dropRest();
        }
    }

    private void send(List<OutgoingMessage> ready) {
        ready.forEach(channel.output()::enqueue);
    }

    void replyGrows(int octets) {
        held.add(octets);
    }

    void replyShrinks(int octets) {
        held.remove(octets);
    }

    void greets(OutgoingMessage greeting) {
        held.add(greeting.remaining());
    }

    /** A reply has left whole; tells whether it was owed. */
    void replyLeft(int messageNumber) {
        if (owed.left(messageNumber)) {
            held.remove(HeldOctets.EACH);
        }
        openWindow();
    }

    void gone(String reason) {
        var unfinished = new HashMap<>(answers);
        var current = incoming;
        if (current != null) {
            unfinished.put(current.answerNumber(), current);
        }
        incoming = null;
        answers = Map.of();
        owed.clear(reason);
        held.clear();
        window.close();
        unfinished.values().forEach(message -> {
            var receiver = message.receiver();
            if (receiver != null && !message.discarded()) {
                session.guard(() -> receiver.broken(reason));
            }
        });
    }
}

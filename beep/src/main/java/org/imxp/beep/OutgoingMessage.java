package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.jspecify.annotations.Nullable;

/** A message or reply on its way out, cut into frames as the peer's window allows. */
final class OutgoingMessage {
    /** Buffers of a stream that have left and are still in its list, at most. */
    private static final int KEPT = 64;

    private final Keyword keyword;
    private final int messageNumber;
    private final long answerNumber;
    private List<ByteBuffer> payload;
    private int next;
    private long remaining;
    private boolean begun;
    private boolean ended = true;
    private boolean cutOff;
    private @Nullable PayloadStream stream;
    private @Nullable CompletableFuture<Void> whenLeft;

    OutgoingMessage(Keyword keyword, int messageNumber, List<ByteBuffer> payload) {
        this(keyword, messageNumber, FrameHeader.NO_ANSWER, payload);
    }

    OutgoingMessage(Keyword keyword, int messageNumber, long answerNumber, List<ByteBuffer> payload) {
        this.keyword = keyword;
        this.messageNumber = messageNumber;
        this.answerNumber = answerNumber;
        this.payload = payload;
        for (var buffer : payload) {
            remaining += buffer.remaining();
        }
    }

    /** A message whose payload is written while it is sent. */
    static OutgoingMessage streamed(Keyword keyword, int messageNumber, long answerNumber, PayloadStream from) {
        var message = new OutgoingMessage(keyword, messageNumber, answerNumber, new ArrayList<>());
        message.ended = false;
        message.stream = from;
        return message;
    }

    Keyword keyword() {
        return keyword;
    }

    int messageNumber() {
        return messageNumber;
    }

    long answerNumber() {
        return answerNumber;
    }

    /** Octets at hand that have not left. */
    long remaining() {
        return remaining;
    }

    /** Whether there is something to put into a frame: octets, or the end. */
    boolean hasNext() {
        return remaining > 0 || ended;
    }

    /** Whether a frame with so many more octets is not the last one. */
    boolean goesOnAfter(int octets) {
        return octets < remaining || !ended;
    }

    /** Whether a frame of it has left. */
    boolean begun() {
        return begun;
    }

    /** Whether all of it has left. */
    boolean gone() {
        return begun && remaining == 0 && ended;
    }

    /** Whether it is a message of which nothing has left. */
    boolean isNewMessage() {
        return keyword == Keyword.MSG && !begun;
    }

    /** Whether it ends what is owed to a message of the peer: every reply but an answer does. */
    boolean endsReply() {
        return keyword != Keyword.MSG && keyword != Keyword.ANS;
    }

    /** Whether it matters to anybody that it has left: a message is over only with its reply, unless that came first. */
    boolean isWatched() {
        return keyword != Keyword.MSG || stream != null || cutOff;
    }

    void whenLeft(CompletableFuture<Void> done) {
        whenLeft = done;
    }

    void left() {
        var done = whenLeft;
        if (done != null) {
            done.complete(null);
        }
    }

    void append(ByteBuffer octets) {
        payload.add(octets);
        remaining += octets.remaining();
    }

    void end() {
        ended = true;
    }

    /** Cuts off what has not left yet, so that the next frame is empty and the last (BEEP-40). */
    void truncate() {
        payload = List.of();
        next = 0;
        remaining = 0;
        ended = true;
        cutOff = true;
        broken("the peer wants no more of it");
    }

    /** The rest will not leave. */
    void broken(String reason) {
        var from = stream;
        if (from != null) {
            from.stopped(reason);
        }
        var done = whenLeft;
        if (done != null) {
            done.completeExceptionally(new SessionEndedException(reason));
        }
    }

    /** Moves the next octets into a frame, without copying what is large. */
    void take(int octets, FrameBatch out) {
        begun = true;
        remaining -= octets;
        var left = octets;
        while (left > 0) {
            var buffer = payload.get(next);
            var piece = Math.min(left, buffer.remaining());
            out.payload(buffer.slice(buffer.position(), piece));
            buffer.position(buffer.position() + piece);
            left -= piece;
            if (!buffer.hasRemaining()) {
                next++;
            }
        }
        forgetWhatLeft();
    }

    boolean isStreamed() {
        return stream != null;
    }

    /** Octets of a stream are the transport's. */
    void wrote(int octets) {
        var from = stream;
        if (from != null) {
            from.left(octets);
        }
    }

    private void forgetWhatLeft() {
        if (remaining == 0 && ended) {
            // A reply may be long in coming; the octets are not kept for it.
            payload = List.of();
            next = 0;
        } else if (stream != null && (remaining == 0 || next >= KEPT)) {
            payload.subList(0, next).clear();
            next = 0;
        }
    }
}

package org.imxp.beep;

import java.nio.ByteBuffer;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.jspecify.annotations.Nullable;

/** A message or reply whose frames are coming in: collected as a whole, handed on piece by piece, or thrown away. */
final class IncomingMessage {
    private final Keyword keyword;
    private final int messageNumber;
    private final long answerNumber;
    private final PayloadPieces octets = new PayloadPieces();
    private boolean discarded;
    private @Nullable Exchange exchange;
    private @Nullable PayloadReceiver receiver;
    private @Nullable PayloadFlow flow;

    IncomingMessage(FrameHeader first) {
        keyword = first.keyword();
        messageNumber = first.messageNumber();
        answerNumber = first.answerNumber();
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

    boolean continues(FrameHeader header) {
        return header.keyword() == keyword && header.messageNumber() == messageNumber;
    }

    /** The exchange that a MSG begins. */
    void begins(Exchange begun) {
        exchange = begun;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** What comes from now on goes to a receiver. */
    void streamTo(PayloadReceiver taker, PayloadFlow counted) {
        receiver = taker;
        flow = counted;
    }

    boolean isStreamed() {
        return receiver != null;
    }

    @Nullable
    PayloadReceiver receiver() {
        return receiver;
    }

    PayloadPieces octets() {
        return octets;
    }

    /** Takes octets; tells how many of them are consumed by that. */
    int append(ByteBuffer piece) {
        var size = piece.remaining();
        var taker = receiver;
        var counted = flow;
        if (taker != null && counted != null) {
            if (discarded || counted.isDiscarding()) {
                return size;
            }
            counted.received(size);
            taker.octets(piece.slice(), counted);
            return 0;
        }
        if (!discarded) {
            octets.append(piece);
        }
        return size;
    }

    /** Forgets what has come and what is to come (BEEP-40). */
    void discard() {
        discarded = true;
        octets.clear();
    }

    /** Takes no more of what goes to a receiver, who is not told any more. */
    void dropRest() {
        var counted = flow;
        discarded = true;
        if (counted != null) {
            counted.discard();
        }
    }

    boolean discarded() {
        return discarded;
    }
}

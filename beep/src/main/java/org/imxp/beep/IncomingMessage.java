package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.jspecify.annotations.Nullable;

/** A message or reply whose frames are coming in: collected as a whole, handed on piece by piece, or thrown away. */
final class IncomingMessage {
    private static final byte[] NOTHING = {};

    private final Keyword keyword;
    private final int messageNumber;
    private final long answerNumber;
    private byte[] octets = NOTHING;
    private int length;
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

    int length() {
        return length;
    }

    /**
     * How many octets of room a frame takes: exactly its own for the last one, so that a message of one frame is never
     * copied again; else in doubling steps, but not over the bound of a message.
     */
    int growth(FrameHeader header, int most) {
        var needed = length + header.size();
        if (needed <= octets.length) {
            return 0;
        }
        return (header.more() ? Math.max(needed, (int) Math.min(most, octets.length * 2L)) : needed) - octets.length;
    }

    void grow(int by) {
        if (by > 0) {
            octets = octets.length == 0 ? new byte[by] : Arrays.copyOf(octets, octets.length + by);
        }
    }

    /** The octets that it takes up, used or not. */
    int room() {
        return octets.length;
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
            piece.get(octets, length, size);
            length += size;
        }
        return size;
    }

    /** Forgets what has come and what is to come (BEEP-40). */
    void discard() {
        discarded = true;
        octets = NOTHING;
        length = 0;
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

    byte[] complete() {
        return octets.length == length ? octets : Arrays.copyOf(octets, length);
    }
}

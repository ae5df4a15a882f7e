package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;

/** A message or reply whose frames are coming in. */
final class IncomingMessage {
    private static final byte[] NOTHING = {};

    private final Keyword keyword;
    private final int messageNumber;
    private byte[] octets = NOTHING;
    private int length;
    private boolean discarded;

    IncomingMessage(FrameHeader first) {
        keyword = first.keyword();
        messageNumber = first.messageNumber();
    }

    Keyword keyword() {
        return keyword;
    }

    int messageNumber() {
        return messageNumber;
    }

    boolean continues(FrameHeader header) {
        return header.keyword() == keyword && header.messageNumber() == messageNumber;
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
            octets = Arrays.copyOf(octets, octets.length + by);
        }
    }

    /** The octets that it takes up, used or not. */
    int room() {
        return octets.length;
    }

    void append(ByteBuffer piece) {
        if (!discarded) {
            var size = piece.remaining();
            piece.get(octets, length, size);
            length += size;
        }
    }

    /** Forgets what has come and what is to come (BEEP-40). */
    void discard() {
        discarded = true;
        octets = NOTHING;
        length = 0;
    }

    boolean discarded() {
        return discarded;
    }

    byte[] complete() {
        return octets.length == length ? octets : Arrays.copyOf(octets, length);
    }
}

package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.imxp.beep.frame.Keyword;

/** A message or reply on its way out, cut into frames as the peer's window allows. */
final class OutgoingMessage {
    private final Keyword keyword;
    private final int messageNumber;
    private List<ByteBuffer> payload;
    private int next;
    private long remaining;
    private boolean begun;

    OutgoingMessage(Keyword keyword, int messageNumber, List<ByteBuffer> payload) {
        this.keyword = keyword;
        this.messageNumber = messageNumber;
        this.payload = payload;
        payload.forEach(buffer -> remaining += buffer.remaining());
        if (remaining > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a message of " + remaining + " octets, allowed are 2147483647");
        }
    }

    Keyword keyword() {
        return keyword;
    }

    int messageNumber() {
        return messageNumber;
    }

    int remaining() {
        return (int) remaining;
    }

    /** Whether a frame of it has left. */
    boolean begun() {
        return begun;
    }

    /** Whether all of it has left. */
    boolean gone() {
        return begun && remaining == 0;
    }

    /** Whether it is a message of which nothing has left. */
    boolean isNewMessage() {
        return keyword == Keyword.MSG && !begun;
    }

    /** Cuts off what has not left yet, so that the next frame is empty and the last (BEEP-40). */
    void truncate() {
        payload = List.of();
        next = 0;
        remaining = 0;
    }

    /** Takes the next octets, without copying them. */
    List<ByteBuffer> take(int octets) {
        begun = true;
        remaining -= octets;
        var taken = new ArrayList<ByteBuffer>(2);
        var left = octets;
        while (left > 0) {
            var buffer = payload.get(next);
            var piece = Math.min(left, buffer.remaining());
            if (piece > 0) {
                taken.add(buffer.slice(buffer.position(), piece));
                buffer.position(buffer.position() + piece);
                left -= piece;
            }
            if (!buffer.hasRemaining()) {
                next++;
            }
        }
        if (remaining == 0) {
            // Its reply may be long in coming; the octets are not kept for it.
            payload = List.of();
            next = 0;
        }
        return taken;
    }
}

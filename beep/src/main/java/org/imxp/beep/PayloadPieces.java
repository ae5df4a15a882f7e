package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The octets of a message that is collected as a whole. Room for them grows by pieces, which are put together once, when
 * the message is complete; a message of one frame has one piece of just its size, and is not copied at all.
 */
final class PayloadPieces {
    /** Pieces double up to this, so that small frames make few pieces, and the last piece of a message wastes little. */
    private static final int LARGEST_STEP = 1 << 17;

    private final List<byte[]> pieces = new ArrayList<>(1);
    private int filling;
    private int filled;
    private int room;
    private int length;

    int length() {
        return length;
    }

    /** The octets that it takes up, used or not. */
    int room() {
        return room;
    }

    /**
     * How many octets of room are missing for a frame: exactly those for the last one, else some for the frames after it.
     *
     * @param size octets of the frame
     * @param more whether others follow
     * @param most octets that the message may have
     */
    int growth(int size, boolean more, int most) {
        var missing = length + size - room;
        if (missing <= 0) {
            return 0;
        }
        return more ? Math.max(missing, Math.min(most - room, Math.min(room, LARGEST_STEP))) : missing;
    }

    void grow(int by) {
        if (by > 0) {
            pieces.add(new byte[by]);
            room += by;
        }
    }

    void append(ByteBuffer octets) {
        length += octets.remaining();
        while (octets.hasRemaining()) {
            var piece = pieces.get(filling);
            var size = Math.min(octets.remaining(), piece.length - filled);
            octets.get(piece, filled, size);
            filled += size;
            if (filled == piece.length) {
                filling++;
                filled = 0;
            }
        }
    }

    void clear() {
        pieces.clear();
        filling = 0;
        filled = 0;
        room = 0;
        length = 0;
    }

    /** All octets; the only piece itself, where that is full. */
    byte[] whole() {
        if (pieces.size() == 1 && room == length) {
            return pieces.getFirst();
        }
        var whole = new byte[length];
        var at = 0;
        for (var piece : pieces) {
            var size = Math.min(piece.length, length - at);
            System.arraycopy(piece, 0, whole, at, size);
            at += size;
        }
        return whole;
    }
}

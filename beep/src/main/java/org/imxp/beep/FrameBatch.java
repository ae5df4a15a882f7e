package org.imxp.beep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.SequenceFrame;

/**
 * Frames that leave together. Headers, trailers and small payloads are gathered in few buffers; large payloads are
 * passed on without copying.
 */
final class FrameBatch {
    private static final byte[] TRAILER = "END\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Below this copying is cheaper than a buffer of its own. */
    private static final int COPIED = 2048;

    private static final int SMALLEST = 128;
    private static final int LARGEST = 1 << 16;

    private final List<ByteBuffer> out = new ArrayList<>(4);
    private byte[] gathered;
    private int copied;
    private int from;
    private int to;
    private int octets;

    /**
     * An empty batch.
     *
     * @param expected how many octets are expected to be gathered: a guess that saves copying
     */
    FrameBatch(int expected) {
        gathered = new byte[Math.clamp(expected, SMALLEST, LARGEST)];
    }

    /** Octets that were gathered. */
    int gathered() {
        return copied;
    }

    /** Octets of all that was added. */
    int octets() {
        return octets;
    }

    void sequence(SequenceFrame frame) {
        room(SequenceFrame.MAX_OCTETS);
        advance(frame.write(gathered, to));
    }

    void header(FrameHeader header) {
        room(FrameHeader.MAX_OCTETS);
        advance(header.write(gathered, to));
    }

    void payload(ByteBuffer piece) {
        var size = piece.remaining();
        if (size < COPIED) {
            room(size);
            piece.get(gathered, to, size);
            advance(to + size);
        } else {
            cut();
            out.add(piece);
            octets += size;
        }
    }

    void trailer() {
        room(TRAILER.length);
        System.arraycopy(TRAILER, 0, gathered, to, TRAILER.length);
        advance(to + TRAILER.length);
    }

    /** All of it, in order. */
    List<ByteBuffer> buffers() {
        cut();
        return out;
    }

    private void advance(int position) {
        octets += position - to;
        copied += position - to;
        to = position;
    }

    private void room(int size) {
        if (gathered.length - to < size) {
            if (from == 0) {
                gathered = Arrays.copyOf(gathered, Math.max(gathered.length * 2, to + size));
            } else {
                cut();
                gathered = new byte[Math.max(gathered.length, size)];
                from = 0;
                to = 0;
            }
        }
    }

    private void cut() {
        if (to > from) {
            out.add(ByteBuffer.wrap(gathered, from, to - from).slice());
            from = to;
        }
    }
}

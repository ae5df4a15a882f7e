package org.imxp.beep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.SequenceFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames that leave together. Headers, trailers and small payloads are gathered in few buffers; large payloads are
 * passed on without copying.
 */
final class FrameBatch {
    private static final byte[] TRAILER = "END\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Below this copying is cheaper than a buffer of its own. */
    private static final int COPIED = 2048;

    private static final int SLAB = 1 << 16;

    private static final byte[] NOTHING = {};

    /** What the last batch of this thread has left of its slab: many small batches share one. */
    private static final ThreadLocal<@Nullable ByteBuffer> SPARE = new ThreadLocal<>();

    private final List<ByteBuffer> out = new ArrayList<>(4);
    private byte[] gathered = NOTHING;
    private int from;
    private int to;
    private int octets;

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

    /** All of it, in order; the batch is over. */
    List<ByteBuffer> buffers() {
        cut();
        if (to < gathered.length) {
            SPARE.set(ByteBuffer.wrap(gathered, to, gathered.length - to));
        }
        return out;
    }

    private void advance(int position) {
        octets += position - to;
        to = position;
    }

    private void room(int size) {
        if (gathered.length - to < size) {
            cut();
            takeSlab(size);
        }
    }

    /** Nobody else has it meanwhile: an application that is told of a frame may send on another session of the thread. */
    private void takeSlab(int size) {
        var spare = SPARE.get();
        SPARE.remove();
        var slab = spare == null || spare.remaining() < size ? ByteBuffer.allocate(Math.max(SLAB, size)) : spare;
        gathered = slab.array();
        from = slab.position();
        to = from;
    }

    private void cut() {
        if (to > from) {
            out.add(ByteBuffer.wrap(gathered, from, to - from).slice());
            from = to;
        }
    }
}

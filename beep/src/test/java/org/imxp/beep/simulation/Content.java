package org.imxp.beep.simulation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What a payload has to be: a piece of one long pattern, which begins elsewhere for each payload. */
final class Content {
    /** The most octets of a payload. */
    static final int MOST = 400_000;

    private static final int BEGINNINGS = 1 << 16;
    private static final byte[] PATTERN = new byte[MOST + BEGINNINGS];

    static {
        new SplittableRandom(3081).nextBytes(PATTERN);
    }

    private final int id;
    private final int begin;
    private int length;
    private boolean ended;

    private Content(int id, int length, boolean ended) {
        this.id = id;
        this.begin = (int) (id * 40_503L % BEGINNINGS);
        this.length = length;
        this.ended = ended;
    }

    static Content whole(int id, int length) {
        return new Content(id, length, true);
    }

    /** Content that is written piece by piece. */
    static Content growing(int id) {
        return new Content(id, 0, false);
    }

    @Override
    public String toString() {
        return length + " octets of content " + id;
    }

    int length() {
        return length;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    ByteBuffer all() {
        return ByteBuffer.wrap(PATTERN, begin, length).slice();
    }

    /** The next piece; the content is longer by it. */
    ByteBuffer grow(int by) {
        var piece = ByteBuffer.wrap(PATTERN, begin + length, by).slice();
        length += by;
        return piece;
    }

    boolean isAll(byte[] octets) {
        return ended && octets.length == length && Arrays.equals(octets, 0, length, PATTERN, begin, begin + length);
    }

    /** Whether octets are those at a position. */
    boolean isAt(int position, ByteBuffer octets) {
        return position + octets.remaining() <= length
                && octets.equals(ByteBuffer.wrap(PATTERN, begin + position, octets.remaining()));
    }
}

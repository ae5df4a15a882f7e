package org.imxp.message;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The octets of a buffer, for readers of streams. */
final class BufferInput extends InputStream {
    private final ByteBuffer octets;

    BufferInput(ByteBuffer octets) {
        this.octets = octets;
    }

    @Override
    public int read() {
        return octets.hasRemaining() ? octets.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (!octets.hasRemaining() && length > 0) {
            return -1;
        }
        int size = Math.min(length, octets.remaining());
        octets.get(into, from, size);
        return size;
    }
}

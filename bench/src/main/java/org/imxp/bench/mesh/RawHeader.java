package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The few octets of a raw message that anybody looks at; the others are there for their number. */
final class RawHeader {
    static final int OCTETS = 8;

    private static final int ABOUT = 1;
    private static final int HOPS = 2;
    private static final int PAIR = 4;

    private RawHeader() {}

    /**
     * Writes a message.
     *
     * @param about what is answered or reported; for a hello, who says it
     */
    static ByteBuf message(ByteBufAllocator allocator, RawSizes sizes, RawKind kind, int about, int hops, int pair) {
        int size = sizes.of(kind);
        var message = allocator.ioBuffer(size);
        message.writeByte(kind.code()).writeByte(about).writeShort(hops << 8).writeInt(pair);
        return message.writerIndex(size);
    }

    static RawKind kind(ByteBuf message) {
        return RawKind.of(message.getByte(message.readerIndex()));
    }

    static int about(ByteBuf message) {
        return message.getByte(message.readerIndex() + ABOUT);
    }

    static int hops(ByteBuf message) {
        return message.getByte(message.readerIndex() + HOPS);
    }

    static int pair(ByteBuf message) {
        return message.getInt(message.readerIndex() + PAIR);
    }
}

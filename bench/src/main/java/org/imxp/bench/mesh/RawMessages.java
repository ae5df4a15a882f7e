package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Cuts what comes on a connection into raw messages. */
final class RawMessages extends ByteToMessageDecoder {
    /** Who gets them. */
    interface Taking {
        /** A message has come; it is the taker's. */
        void take(Channel from, ByteBuf message);

        void failed(Channel from, Throwable cause);
    }

    private final RawSizes sizes;
    private final RawFlushes flushes;
    private final Taking taking;

    RawMessages(RawSizes sizes, RawFlushes flushes, Taking taking) {
        this.sizes = sizes;
        this.flushes = flushes;
        this.taking = taking;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() >= RawHeader.OCTETS) {
            int size = sizes.of(RawHeader.kind(in));
            if (in.readableBytes() >= size) {
                taking.take(context.channel(), in.readRetainedSlice(size));
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        flushes.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        taking.failed(context.channel(), cause);
        var _ = context.close();
    }
}

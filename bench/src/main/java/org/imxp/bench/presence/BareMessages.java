package org.imxp.bench.presence;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Messages that are a length and a kind, and for the rest as many octets as what they stand for. */
final class BareMessages extends ByteToMessageDecoder {
    private static final int HEADER = Integer.BYTES + 1;

    /** What a message stands for. */
    enum Kind {
        PUBLISH(0),
        NOTIFICATION(1),
        OK(2);

        private static final Kind[] ALL = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** Who gets them. */
    interface Taking {
        void take(Channel from, Kind kind);

        /** There is nothing more to read for now. */
        default void pause(Channel from) {
            from.flush();
        }

        void failed(Throwable cause);
    }

    private final Taking taking;

    BareMessages(Taking taking) {
        this.taking = taking;
    }

    static ByteBuf message(Channel to, Kind kind, int octets) {
        var message = to.alloc().buffer(octets, octets);
        message.writeInt(octets).writeByte(kind.code).writeZero(octets - HEADER);
        return message;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() >= HEADER) {
            int octets = in.getInt(in.readerIndex());
            if (in.readableBytes() >= octets) {
                var kind = Kind.ALL[in.getByte(in.readerIndex() + Integer.BYTES)];
                in.skipBytes(octets);
                taking.take(context.channel(), kind);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        taking.pause(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        taking.failed(cause);
        var _ = context.close();
    }
}

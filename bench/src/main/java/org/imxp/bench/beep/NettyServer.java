package org.imxp.bench.beep;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.NettyLoops;

/** Netty that echoes octets, or swallows them and answers once for each message's worth. */
final class NettyServer implements Server {
    private final EventLoopGroup loops = NettyLoops.one();
    private final Identity identity;
    private final Channel echo;
    private final Channel secureEcho;
    private final Channel sink;
    private final Channel secureSink;

    NettyServer(Identity identity) {
        this.identity = identity;
        echo = listen(Echo::new, false);
        secureEcho = listen(Echo::new, true);
        sink = listen(Sink::new, false);
        secureSink = listen(Sink::new, true);
    }

    private Channel listen(Supplier<ChannelHandler> handler, boolean secure) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NettyLoops.serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (secure) {
                            channel.pipeline().addLast(identity.nettyListener().newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(handler.get());
                    }
                })
                .bind(Loopback.at(0))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public int port(Case wanted) {
        var channel = wanted.isExchange() ? wanted.secure() ? secureEcho : echo : wanted.secure() ? secureSink : sink;
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        NettyLoops.end(loops);
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var _ = context.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }

    private static final class Sink extends ChannelInboundHandlerAdapter {
        private final byte[] answer = new byte[Case.bulk(Case.Shape.BULK, false).back()];
        private long received;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var octets = (ByteBuf) message;
            var before = received / Case.BULK_MESSAGE;
            received += octets.readableBytes();
            octets.release();
            for (var due = received / Case.BULK_MESSAGE - before; due > 0; due--) {
                var _ = context.write(Unpooled.wrappedBuffer(answer));
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}

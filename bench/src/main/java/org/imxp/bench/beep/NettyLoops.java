package org.imxp.bench.beep;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/** One event loop of the kind that {@code BeepNetwork} has. */
final class NettyLoops {
    private NettyLoops() {}

    static EventLoopGroup one() {
        return new MultiThreadIoEventLoopGroup(
                1, Thread.ofPlatform().name("netty-", 0).daemon().factory(), NioIoHandler.newFactory());
    }

    static Class<? extends ServerChannel> serverChannel() {
        return NioServerSocketChannel.class;
    }

    static Class<? extends Channel> channel() {
        return NioSocketChannel.class;
    }

    static void end(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}

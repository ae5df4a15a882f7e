package org.imxp.bench.measure;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/** One event loop of the kind that {@code BeepNetwork} has. */
public final class NettyLoops {
    private NettyLoops() {}

    /**
     * A loop of its own.
     *
     * @return the loop, to be ended by the caller
     */
    public static EventLoopGroup one() {
        return new MultiThreadIoEventLoopGroup(
                1, Thread.ofPlatform().name("netty-", 0).daemon().factory(), handlers());
    }

    private static IoHandlerFactory handlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /**
     * What the loops wait with, as a reader of the figures wants to know.
     *
     * @return a word
     */
    public static String kind() {
        return Epoll.isAvailable() ? "epoll" : "NIO";
    }

    /**
     * What listens on such a loop.
     *
     * @return the kind of channel
     */
    public static Class<? extends ServerChannel> serverChannel() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /**
     * What connects on such a loop.
     *
     * @return the kind of channel
     */
    public static Class<? extends Channel> channel() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Ends a loop, and waits for that a while.
     *
     * @param loops the loop
     */
    public static void end(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}

package org.imxp.beep;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;

/**
 * How sockets are watched and made: by Linux's epoll where its native library is there, by the JDK anywhere else.
 *
 * @param watching what the event loops wait with
 * @param passive sockets that listen
 * @param active sockets that connect
 */
record Sockets(
        IoHandlerFactory watching,
        Class<? extends ServerSocketChannel> passive,
        Class<? extends SocketChannel> active) {
    /** The best of this machine. */
    static Sockets best() {
        return Epoll.isAvailable()
                ? new Sockets(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
                : jdk();
    }

    /** Those of the JDK. */
    static Sockets jdk() {
        return new Sockets(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    /** The segment on the loopback interface, which the JDK does not tell: what IP and TCP leave of 65,536 octets. */
    private static final int LOOPBACK_SEGMENT = 65_483;

    /** The largest segment that TCP sends on a connection; 0 where that can't be known, or not yet. */
    static int maximumSegmentSize(Channel connection) {
        if (!connection.isActive()) {
            return 0;
        }
        if (!(connection instanceof EpollSocketChannel socket)) {
            return connection.remoteAddress() instanceof InetSocketAddress peer
                            && peer.getAddress().isLoopbackAddress()
                    ? LOOPBACK_SEGMENT
                    : 0;
        }
        try {
            return Math.toIntExact(socket.tcpInfo().sndMss());
        } catch (ChannelException e) {
            // The connection was lost at this moment: whoever asks will be told so.
            return 0;
        }
    }
}

package org.imxp.beep;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * BEEP over TCP (RFC 3081) and TLS: the event loops, and the sessions on them. Thread-safe; closing it ends every
 * session that is left.
 */
public final class BeepNetwork implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final EventLoopGroup loops;

    private BeepNetwork(int threads) {
        loops = new MultiThreadIoEventLoopGroup(
                threads, Thread.ofPlatform().name("beep-", 0).daemon().factory(), NioIoHandler.newFactory());
    }

    /**
     * Starts the event loops.
     *
     * @param threads how many; at least 1
     * @return the network
     */
    public static BeepNetwork open(int threads) {
        return new BeepNetwork(threads);
    }

    /**
     * Checks that an address can be listened on, for those who want to know before they make anything else. Another
     * program may still be quicker.
     *
     * @param address where
     * @throws BindFailedException if the address can't be had
     */
    public static void checkFree(InetSocketAddress address) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            throw new BindFailedException(address, e);
        }
    }

    /**
     * Listens. Waits until the address is bound.
     *
     * @param address where; port 0 for any free one
     * @param bounds how many sessions are taken
     * @param tls the listener's certificate; {@link TlsContext#none} where TLS is off
     * @param accepted gives the settings and the listener of each session
     * @return what listens
     * @throws BindFailedException if the address can't be had
     */
    public BeepListener listen(
            InetSocketAddress address, ListenerBounds bounds, TlsContext tls, Function<String, Accepted> accepted) {
        var listener = new BeepListener(bounds, tls, accepted);
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        listener.accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailedException(address, bound.cause());
        }
        listener.bound(bound.channel());
        return listener;
    }

    /**
     * Connects. The session's greeting is under way when the stage ends; {@link SessionListener#greeted} tells when
     * the peer's has come.
     *
     * @param address where the peer listens
     * @param settings what this side brings
     * @param tls whom to trust; {@link TlsContext#none} where TLS is off
     * @param listener who is told what becomes of the session
     * @return the session; fails with {@link SessionEndedException} if there is no connection
     */
    public CompletableFuture<Session> connect(
            InetSocketAddress address, SessionSettings settings, TlsContext tls, SessionListener listener) {
        var connected = new CompletableFuture<Session>();
        var session = new AtomicReference<Session>();
        var future = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // Before the connection stands, so that no octet comes before the session is there.
                        session.set(TcpTransport.begin(channel, Role.INITIATOR, tls, new Accepted(settings, listener)));
                    }
                })
                .connect(address);
        future.addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                connected.complete(session.get());
            } else {
                connected.completeExceptionally(new SessionEndedException("no connection to " + address.getHostString()
                        + ":" + address.getPort() + ": " + reason(done.cause())));
            }
        });
        return connected;
    }

    /** The innermost cause: those around it repeat the address. */
    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Ends the event loops, and with them every session; waits a bounded while for it. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}

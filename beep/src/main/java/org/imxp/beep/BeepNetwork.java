package org.imxp.beep;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * BEEP over TCP (RFC 3081), WebSocket (RFC 6455) and TLS: the event loops, and the sessions on them. Thread-safe; closing it ends every
 * session that is left.
 */
public final class BeepNetwork implements AutoCloseable {
    /** Octets that wait for the socket of a session: with less it is given more, so that the socket never runs dry. */
    private static final WriteBufferWaterMark UNWRITTEN = new WriteBufferWaterMark(1 << 18, 1 << 19);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Sockets sockets;
    private final EventLoopGroup loops;

    private BeepNetwork(int threads, Sockets sockets) {
        this.sockets = sockets;
        loops = new MultiThreadIoEventLoopGroup(
                threads, Thread.ofPlatform().name("beep-", 0).daemon().factory(), sockets.watching());
    }

    /**
     * Starts the event loops.
     *
     * @param threads how many; at least 1
     * @return the network
     */
    public static BeepNetwork open(int threads) {
        return open(threads, Sockets.best());
    }

    static BeepNetwork open(int threads, Sockets sockets) {
        return new BeepNetwork(threads, sockets);
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
     * Listens on TCP. Waits until the address is bound.
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
        return listen(new PassiveOpen.Tcp(address), bounds, tls, accepted);
    }

    /**
     * Listens. Waits until the address is bound.
     *
     * @param where where, and for what
     * @param bounds how many sessions are taken
     * @param tls the listener's certificate for BEEP's TLS profile; {@link TlsContext#none} where TLS is off
     * @param accepted gives the settings and the listener of each session, when its connection comes; the listener is
     *     told too if a connection ends before its WebSocket is open
     * @return what listens
     * @throws BindFailedException if the address can't be had
     */
    public BeepListener listen(
            PassiveOpen where, ListenerBounds bounds, TlsContext tls, Function<String, Accepted> accepted) {
        var listener = new BeepListener(where, bounds, tls, accepted);
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(sockets.passive())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNWRITTEN)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        listener.accept(channel);
                    }
                })
                .bind(where.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailedException(where.address(), bound.cause());
        }
        listener.bound(bound.channel());
        return listener;
    }

    /**
     * Connects by TCP. The session's greeting is under way when the stage ends; {@link SessionListener#greeted} tells
     * when the peer's has come.
     *
     * @param address where the peer listens; a name without an address is looked up
     * @param settings what this side brings
     * @param tls whom to trust; {@link TlsContext#none} where TLS is off
     * @param listener who is told what becomes of the session
     * @return the session; fails with {@link SessionEndedException} if there is no connection
     */
    public CompletableFuture<Session> connect(
            InetSocketAddress address, SessionSettings settings, TlsContext tls, SessionListener listener) {
        return connect(new ActiveOpen.Tcp(address), settings, tls, listener);
    }

    /**
     * Connects. The session's greeting is under way when the stage ends; {@link SessionListener#greeted} tells when
     * the peer's has come.
     *
     * @param where where the peer listens, and by what
     * @param settings what this side brings; opening a WebSocket may take as long as {@link
     *     SessionLimits#timeToGreet()}
     * @param tls whom to trust in BEEP's TLS profile; {@link TlsContext#none} where TLS is off
     * @param listener who is told what becomes of the session; told too if the peer is there and opens no WebSocket
     * @return the session; fails with {@link SessionEndedException} if there is no connection, or no WebSocket on it
     */
    public CompletableFuture<Session> connect(
            ActiveOpen where, SessionSettings settings, TlsContext tls, SessionListener listener) {
        var accepted = new Accepted(settings, listener);
        return switch (where) {
            case ActiveOpen.Tcp(var address) ->
                open(
                        address,
                        connection -> new NettyTransport(connection, Role.INITIATOR, tls, accepted, Session::open));
            case ActiveOpen.WebSocket there ->
                open(there.address(), connection -> {
                    WebSocketHandshake.connect(
                            connection, there, settings.limits().timeToGreet());
                    return new NettyTransport(connection, Role.INITIATOR, tls, accepted, Session::open);
                });
        };
    }

    private CompletableFuture<Session> open(InetSocketAddress address, Function<SocketChannel, NettyTransport> carry) {
        var opened = new CompletableFuture<Session>();
        if (address.isUnresolved()) {
            // A name is looked up where nobody minds the wait: no event loop does, nor the caller.
            Thread.startVirtualThread(
                    () -> open(new InetSocketAddress(address.getHostString(), address.getPort()), carry, opened));
        } else {
            open(address, carry, opened);
        }
        return opened;
    }

    private void open(
            InetSocketAddress address,
            Function<SocketChannel, NettyTransport> carry,
            CompletableFuture<Session> opened) {
        var name = "no connection to " + address.getHostString() + ":" + address.getPort() + ": ";
        if (address.isUnresolved()) {
            opened.completeExceptionally(new SessionEndedException(name + "this host is not known"));
            return;
        }
        new Bootstrap()
                .group(loops)
                .channel(sockets.active())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNWRITTEN)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // Before the connection stands, so that no octet comes before the session is there.
                        var transport = carry.apply(channel);
                        channel.pipeline().addLast(transport);
                        transport.tell(opened);
                    }
                })
                .connect(address)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        opened.completeExceptionally(new SessionEndedException(name + reason(done.cause())));
                    }
                });
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

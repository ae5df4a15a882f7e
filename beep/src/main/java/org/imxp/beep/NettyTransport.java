package org.imxp.beep;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one session over one connection: TCP (RFC 3081), or a WebSocket whose handlers stand before this one. The
 * session begins when the connection becomes active for this handler. The connection's event loop owns the session.
 */
final class NettyTransport extends ChannelInboundHandlerAdapter implements Transport {
    /** A peer that does not read has so long to take what was written before a close. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /**
     * Octets that are read before what they have brought about is sent. With all of a read, up to 64 KiB, both sides of a
     * busy session would take turns, each idle while the other works.
     */
    private static final int PORTION = 1 << 14;

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.beep");

    private final Channel connection;
    private final TlsContext tls;
    private final Session session;
    private final Timers timers;
    private CompletableFuture<Session> begun = new CompletableFuture<>();
    private final Consumer<Session> beginning;
    private boolean tuned;
    private String farewell = "the connection was closed";
    private int segment;
    private boolean reading;
    private boolean flushDue;
    private int unflushed;

    /**
     * Makes a session and its transport; the connection's pipeline is to get it last.
     *
     * @param connection what carries the octets
     * @param role this side's role
     * @param tls for the TLS profile
     * @param accepted how the session is to be run
     * @param beginning what to do when the connection stands, {@link Session#open} mostly
     */
    NettyTransport(Channel connection, Role role, TlsContext tls, Accepted accepted, Consumer<Session> beginning) {
        this.connection = connection;
        this.tls = tls;
        this.beginning = beginning;
        this.timers = new Timers(connection);
        this.session =
                new Session(role, accepted.settings(), this, new LoggedListener(accepted.listener(), connection));
    }

    Session session() {
        return session;
    }

    /** Completes a stage when the session has begun; fails it if the connection is lost before that. */
    void tell(CompletableFuture<Session> waiting) {
        begun = waiting;
    }

    static String address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    // ---- from the network ------------------------------------------------------------------------------------------

    @Override
    public void channelActive(ChannelHandlerContext context) {
        beginning.accept(session);
        begun.complete(session);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            if (message instanceof ByteBuf octets) {
                for (var buffer : octets.nioBuffers()) {
                    receiveInPortions(buffer);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("session with {}: a fault of this side ends it", connection.remoteAddress(), e);
            session.terminate("a fault of this side");
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void receiveInPortions(ByteBuffer octets) {
        var end = octets.limit();
        while (octets.position() < end) {
            octets.limit(Math.min(end, octets.position() + PORTION));
            session.receive(octets);
            if (unflushed >= PORTION) {
                flush();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        if (flushDue) {
            flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (connection.isWritable()) {
            session.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost(farewell);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error) {
            LOG.error("session with {}: a fault of this side ends it", connection.remoteAddress(), cause);
        }
        lost("the connection was lost: " + reason(cause));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case Farewell(var reason) -> farewell = reason;
            case SslHandshakeCompletionEvent handshake
            when !handshake.isSuccess() -> lost("the TLS handshake failed: " + reason(handshake.cause()));
            case SslHandshakeCompletionEvent _ -> {
                // TLS beneath a WebSocket is there before the session is.
                if (tuned) {
                    nearest().ifPresent(handler -> session.secured(peer(handler)));
                }
            }
            default -> {
                // The connection's other events are of no interest to a session.
            }
        }
    }

    private void lost(String reason) {
        session.lost(reason);
        begun.completeExceptionally(new SessionEndedException(reason));
    }

    @Override
    public Optional<TlsPeer> beneath() {
        return nearest().map(NettyTransport::peer);
    }

    /** The TLS that the session's octets come out of: of two, as inside a WebSocket that is itself in TLS, the inner one. */
    private Optional<SslHandler> nearest() {
        return connection.pipeline().toMap().values().stream()
                .flatMap(handler -> handler instanceof SslHandler tlsHandler ? Stream.of(tlsHandler) : Stream.empty())
                .reduce((outer, inner) -> inner);
    }

    private static TlsPeer peer(SslHandler handler) {
        var handshake = handler.engine().getSession();
        return new TlsPeer(
                handshake.getProtocol(),
                handshake.getCipherSuite(),
                certificates(handshake),
                TlsExporter.of(handshake));
    }

    private static List<X509Certificate> certificates(javax.net.ssl.SSLSession handshake) {
        try {
            Certificate[] chain = handshake.getPeerCertificates();
            return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private static String reason(Throwable cause) {
        var inner = cause.getCause();
        if (inner != null) {
            return reason(inner);
        }
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    // ---- to the network --------------------------------------------------------------------------------------------

    @Override
    public void write(List<ByteBuffer> octets) {
        var out = gathered(octets);
        unflushed += out.readableBytes();
        var _ = connection.write(out);
        if (!flushDue) {
            flushDue = true;
            // One flush for all that is written in this turn of the loop: at the end of what is read, or soon.
            if (!reading) {
                connection.eventLoop().execute(this::flush);
            }
        }
    }

    /** A socket wants memory outside the heap, and would copy each buffer that is not there: one copy for all of them. */
    private ByteBuf gathered(List<ByteBuffer> octets) {
        var size = 0;
        for (var buffer : octets) {
            size += buffer.remaining();
        }
        var out = connection.alloc().ioBuffer(size);
        octets.forEach(out::writeBytes);
        return out;
    }

    private void flush() {
        flushDue = false;
        unflushed = 0;
        connection.flush();
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    @Override
    public int maximumSegmentSize() {
        if (segment == 0) {
            segment = Sockets.maximumSegmentSize(connection);
        }
        return segment == 0 ? Transport.super.maximumSegmentSize() : segment;
    }

    @Override
    public void secure(Role role, String serverName) {
        connection.flush();
        var handler = tls.handler(connection, role, serverName);
        tuned = true;
        var pipeline = connection.pipeline();
        pipeline.addBefore(pipeline.context(this).name(), "beep-tls", handler);
    }

    @Override
    public void close() {
        schedule(LINGER, this::abort);
        connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void abort() {
        var webSocket = connection.pipeline().get(WebSocketOctets.class);
        if (webSocket != null) {
            // A WebSocket is failed with a word to the peer (RFC 6455 section 7.1.7).
            webSocket.fails();
        } else if (connection.isActive()) {
            // A terminated session is a TCP abort (RFC 3081 section 2).
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        var _ = connection.close();
    }

    @Override
    public void execute(Runnable command) {
        if (connection.eventLoop().inEventLoop()) {
            command.run();
        } else {
            connection.eventLoop().execute(command);
        }
    }

    @Override
    public void schedule(Duration delay, Runnable command) {
        timers.schedule(delay, command);
    }

    @Override
    public String remoteAddress() {
        return address(connection);
    }
}

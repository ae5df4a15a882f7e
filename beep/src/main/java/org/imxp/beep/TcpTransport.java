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
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one session over one TCP connection (RFC 3081). The connection's event loop owns the session. */
final class TcpTransport extends ChannelInboundHandlerAdapter implements Transport {
    /** A peer that does not read has so long to take what was written before a close. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.beep");

    private final Channel connection;
    private final TlsContext tls;
    private final Session session;
    private Runnable begin = () -> {};
    private boolean flushDue;

    private TcpTransport(Channel connection, Role role, TlsContext tls, Accepted accepted) {
        this.connection = connection;
        this.tls = tls;
        this.session = new Session(role, accepted.settings(), this, new Logged(accepted.listener(), connection));
    }

    static Session begin(Channel connection, Role role, TlsContext tls, Accepted accepted) {
        var transport = new TcpTransport(connection, role, tls, accepted);
        transport.begin = transport.session::open;
        connection.pipeline().addLast(transport);
        return transport.session;
    }

    static void refuse(Channel connection, Accepted accepted, String text) {
        var transport = new TcpTransport(connection, Role.LISTENER, TlsContext.none(), accepted);
        transport.begin = () -> transport.session.openUnavailable(text);
        connection.pipeline().addLast(transport);
    }

    static String address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    // ---- from the network ------------------------------------------------------------------------------------------

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin.run();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf octets) {
                for (var buffer : octets.nioBuffers()) {
                    session.receive(buffer);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("session with {}: a fault of this side ends it", connection.remoteAddress(), e);
            session.terminate("a fault of this side");
        } finally {
            ReferenceCountUtil.release(message);
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
        session.lost("the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.lost("the connection was lost: " + reason(cause));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                session.secured(peer());
            } else {
                session.lost("the TLS handshake failed: " + reason(handshake.cause()));
            }
        }
    }

    private TlsPeer peer() {
        var handshake = connection.pipeline().get(SslHandler.class).engine().getSession();
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
        var _ = connection.write(Unpooled.wrappedBuffer(octets.toArray(ByteBuffer[]::new)));
        if (!flushDue) {
            // One flush for all that is written in this turn of the loop.
            flushDue = true;
            connection.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        connection.flush();
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    @Override
    public void secure(Role role, String serverName) {
        connection.flush();
        connection.pipeline().addFirst(tls.handler(connection, role, serverName));
    }

    @Override
    public void close() {
        schedule(LINGER, this::abort);
        connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void abort() {
        if (connection.isActive()) {
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
        var task = connection.eventLoop().schedule(command, delay.toMillis(), TimeUnit.MILLISECONDS);
        connection.closeFuture().addListener(closed -> task.cancel(false));
    }

    @Override
    public String remoteAddress() {
        return address(connection);
    }

    /** Writes the log entry that a fault of the peer is owed (RFC 3080 section 2.2.1.1). */
    private record Logged(SessionListener listener, Channel connection) implements SessionListener {
        @Override
        public void greeted(Session session, Greeting greeting) {
            listener.greeted(session, greeting);
        }

        @Override
        public void authenticated(Session session, String identity) {
            listener.authenticated(session, identity);
        }

        @Override
        public void failed(Session session, RuntimeException fault) {
            LOG.error("session with {}: a fault of this side ended it", connection.remoteAddress(), fault);
            listener.failed(session, fault);
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            if (end.kind() == SessionEnd.Kind.FAULT) {
                LOG.warn("session with {} ended: {}", connection.remoteAddress(), end.reason());
            } else {
                LOG.debug("session with {} ended, {}: {}", connection.remoteAddress(), end.kind(), end.reason());
            }
            listener.ended(session, end);
        }
    }
}

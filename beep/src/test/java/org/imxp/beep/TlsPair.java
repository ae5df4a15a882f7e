package org.imxp.beep;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Two ends of TLS in one thread's memory. */
final class TlsPair implements AutoCloseable {
    final EmbeddedChannel listener;
    final EmbeddedChannel initiator;
    private final StringBuilder failures = new StringBuilder();
    private int octetsOfListener;

    private TlsPair(
            Function<EmbeddedChannel, ChannelHandler> listener, Function<EmbeddedChannel, ChannelHandler> initiator) {
        this.listener = new EmbeddedChannel();
        this.listener.pipeline().addFirst(listener.apply(this.listener));
        this.initiator = new EmbeddedChannel();
        this.initiator.pipeline().addFirst(initiator.apply(this.initiator));
        run();
    }

    /** Lets both shake hands; the initiator asks for a name inside TLS, and BEEP has said one before. */
    static TlsPair of(TlsContext listener, String serverName, TlsContext initiator, String sni) {
        return new TlsPair(
                channel -> listener.handler(channel, Role.LISTENER, serverName),
                channel -> initiator.handler(channel, Role.INITIATOR, sni));
    }

    static TlsPair of(TlsContext listener, TlsContext initiator) {
        return of(listener, "", initiator, "example.com");
    }

    /** Lets a client shake hands that offers what we would not. */
    static TlsPair of(TlsContext listener, String protocol, String suite) {
        return new TlsPair(
                channel -> listener.handler(channel, Role.LISTENER, ""),
                channel -> client(protocol, suite).newHandler(channel.alloc()));
    }

    private static SslContext client(String protocol, String suite) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .protocols(protocol)
                    .ciphers(java.util.List.of(suite))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries octets until neither has more to say. */
    void run() {
        boolean moved;
        do {
            var there = carry(initiator, listener);
            var back = carry(listener, initiator);
            moved = there || back;
            listener.runPendingTasks();
            initiator.runPendingTasks();
        } while (moved);
    }

    private boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        boolean moved = false;
        for (ByteBuf octets = from.readOutbound(); octets != null; octets = from.readOutbound()) {
            moved = true;
            octetsOfListener += from.equals(listener) ? octets.readableBytes() : 0;
            try {
                if (to.isOpen()) {
                    to.writeInbound(octets);
                } else {
                    octets.release();
                }
            } catch (RuntimeException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    failures.append(cause).append('\n');
                }
            }
        }
        return moved;
    }

    boolean isSecured() {
        return isSecured(listener) && isSecured(initiator);
    }

    private static boolean isSecured(EmbeddedChannel channel) {
        var handler = channel.pipeline().get(SslHandler.class);
        return channel.isOpen() && handler != null && handler.handshakeFuture().isSuccess();
    }

    /** What went wrong on either side. */
    String failures() {
        return failures.toString();
    }

    /** How much the listener has sent: a handshake that resumes needs no certificate. */
    int octetsOfListener() {
        return octetsOfListener;
    }

    SSLEngine engine(EmbeddedChannel channel) {
        return channel.pipeline().get(SslHandler.class).engine();
    }

    /** The certificate that the other side has shown; null if none. */
    @Nullable
    Certificate shownTo(EmbeddedChannel channel) {
        try {
            return engine(channel).getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /** Sends a text from the initiator and gives what the listener reads. */
    String carried(String text) {
        initiator.writeOutbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        run();
        ByteBuf read = listener.readInbound();
        if (read == null) {
            return "";
        }
        var carried = read.toString(StandardCharsets.US_ASCII);
        read.release();
        return carried;
    }

    @Override
    public void close() {
        var _ = listener.pipeline().close();
        var _ = initiator.pipeline().close();
        listener.releaseOutbound();
        initiator.releaseOutbound();
    }
}

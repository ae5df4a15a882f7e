package org.imxp.beep;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake of a WebSocket (RFC 6455 section 4). The handlers behind it hear that the connection is active
 * when the WebSocket is open; then {@link WebSocketOctets} takes its place.
 */
abstract sealed class WebSocketHandshake extends ChannelInboundHandlerAdapter
        permits WebSocketListenerHandshake, WebSocketInitiatorHandshake {
    /** Octets of the request or status line. */
    static final int MAX_LINE = 2048;

    /** Octets of all header fields together. */
    static final int MAX_HEADER = 8192;

    private final Duration patience;
    private @Nullable Future<?> impatience;

    /**
     * Makes a handshake.
     *
     * @param patience how long the peer may take for all of it
     */
    WebSocketHandshake(Duration patience) {
        this.patience = patience;
    }

    static void listen(Channel connection, PassiveOpen.WebSocket here, Duration patience) {
        var pipeline = connection.pipeline();
        here.tls().ifPresent(tls -> pipeline.addLast(tls.handler(connection, Role.LISTENER, "")));
        pipeline.addLast(new HttpServerCodec(bounds()), new WebSocketListenerHandshake(here, patience));
    }

    static void connect(Channel connection, ActiveOpen.WebSocket there, Duration patience) {
        var pipeline = connection.pipeline();
        if (there.isSecure()) {
            there.tls().ifPresent(tls -> pipeline.addLast(tls.handler(connection, Role.INITIATOR, there.host())));
        }
        pipeline.addLast(
                new HttpClientCodec(bounds(), false, false), new WebSocketInitiatorHandshake(there.uri(), patience));
    }

    private static HttpDecoderConfig bounds() {
        return new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE).setMaxHeaderSize(MAX_HEADER);
    }

    /** Begins this side's part. */
    abstract void begin(ChannelHandlerContext context);

    /** The peer has taken too long. */
    abstract void late(ChannelHandlerContext context, String sentence);

    @Override
    public void channelActive(ChannelHandlerContext context) {
        impatience = context.executor()
                .schedule(
                        () -> late(context, "the WebSocket was not opened within " + patience),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        begin(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        var timer = impatience;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** The WebSocket is open: what follows is a session. */
    void opened(ChannelHandlerContext context) {
        var pipeline = context.pipeline();
        pipeline.replace(this, "websocket-octets", new WebSocketOctets());
        pipeline.context(WebSocketOctets.class).fireChannelActive();
    }
}

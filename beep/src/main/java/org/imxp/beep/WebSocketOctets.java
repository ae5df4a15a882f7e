package org.imxp.beep;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket messages in, octets out, and back (RFC 6455). Where messages and their fragments begin and end means
 * nothing: BEEP has frames of its own. What leaves is binary; text is taken too, as the octets of its UTF-8, since
 * existing peers send it.
 */
final class WebSocketOctets extends ChannelDuplexHandler {
    /** Payload octets of one WebSocket frame that are taken; the connection is failed with 1009 at one more. */
    static final int MAX_FRAME = 1 << 18;

    /** What is written at once leaves in messages of at most this, so that a peer with the same bound takes them. */
    static final int MESSAGE = 1 << 17;

    private WebSocketCloseStatus status = WebSocketCloseStatus.NORMAL_CLOSURE;
    private boolean closing;
    private @Nullable PingWebSocketFrame unanswered;

    /** What a decoder takes from a peer; masking is asked of initiators, and of them only. */
    static WebSocketDecoderConfig decoding(boolean masked) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_FRAME)
                .expectMaskedFrames(masked)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
    }

    /** The connection will be closed because something is wrong with it or with what came over it. */
    void fails() {
        status = WebSocketCloseStatus.PROTOCOL_ERROR;
    }

    // ---- in --------------------------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame ping) {
            answer(context, ping);
        } else if (message instanceof CloseWebSocketFrame close) {
            closed(context, close);
        } else if (message instanceof WebSocketFrame frame
                && !(frame instanceof PongWebSocketFrame)
                && frame.content().isReadable()) {
            context.fireChannelRead(frame.content());
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** A peer that asks but does not read gets one answer, to the last ping (section 5.5.3). */
    private void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
        forgetPing();
        if (context.channel().isWritable()) {
            var _ = context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else {
            unanswered = ping;
        }
    }

    private void closed(ChannelHandlerContext context, CloseWebSocketFrame close) {
        context.fireUserEventTriggered(new Farewell("the peer closed the WebSocket: " + close.statusCode()
                + (close.reasonText().isEmpty() ? "" : " " + close.reasonText())));
        if (closing) {
            close.release();
            var _ = context.close();
        } else {
            closing = true;
            context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        var ping = unanswered;
        if (ping != null && context.channel().isWritable()) {
            unanswered = null;
            var _ = context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The decoder has sent the close frame that this is owed.
        closing |= cause instanceof CorruptedWebSocketFrameException;
        context.fireExceptionCaught(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forgetPing();
    }

    private void forgetPing() {
        var ping = unanswered;
        unanswered = null;
        if (ping != null) {
            ping.release();
        }
    }

    // ---- out -------------------------------------------------------------------------------------------------------

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf octets && octets.isReadable()) {
            while (octets.readableBytes() > MESSAGE) {
                var _ = context.write(new BinaryWebSocketFrame(octets.readRetainedSlice(MESSAGE)));
            }
            var _ = context.write(new BinaryWebSocketFrame(octets), promise);
        } else {
            var _ = context.write(message, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!closing) {
            closing = true;
            var _ = context.writeAndFlush(new CloseWebSocketFrame(status, ""));
        }
        var _ = context.close(promise);
    }
}

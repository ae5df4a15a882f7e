package org.imxp.beep;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The initiator's side: one request, and the answer that it wants, or the end of the connection. */
final class WebSocketInitiatorHandshake extends WebSocketHandshake {
    private final WebSocketClientHandshaker handshaker;
    private @Nullable HttpResponse response;

    WebSocketInitiatorHandshake(URI uri, Duration patience) {
        super(patience);
        handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                uri,
                WebSocketVersion.V13,
                WebSocketRequest.SUBPROTOCOL,
                false,
                EmptyHttpHeaders.INSTANCE,
                WebSocketOctets.MAX_FRAME,
                true,
                false,
                0,
                false,
                // An origin is a browser's to name (section 10.2).
                false);
    }

    @Override
    void begin(ChannelHandlerContext context) {
        var _ = handshaker.handshake(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse answer) {
                response = answer;
            }
            if (message instanceof LastHttpContent && !handshaker.isHandshakeComplete()) {
                finish(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void finish(ChannelHandlerContext context) {
        var answer = response;
        if (answer == null) {
            return;
        }
        if (answer.decoderResult().isFailure()) {
            fail(context, "the peer's answer to the opening of a WebSocket can't be read");
            return;
        }
        if (!answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(context, "the peer opens no WebSocket here: " + answer.status());
            return;
        }
        var headers = answer.headers();
        if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            // A peer that names no subprotocol is taken at its word: existing ones name none.
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, WebSocketRequest.SUBPROTOCOL);
        }
        try {
            handshaker.finishHandshake(
                    context.channel(),
                    new DefaultFullHttpResponse(
                            answer.protocolVersion(),
                            answer.status(),
                            Unpooled.EMPTY_BUFFER,
                            headers,
                            EmptyHttpHeaders.INSTANCE));
        } catch (WebSocketHandshakeException e) {
            fail(context, "the peer opens no WebSocket: " + e.getMessage());
            return;
        }
        opened(context);
    }

    @Override
    void late(ChannelHandlerContext context, String sentence) {
        fail(context, sentence);
    }

    private static void fail(ChannelHandlerContext context, String sentence) {
        context.fireUserEventTriggered(new Farewell(sentence));
        var _ = context.close();
    }
}

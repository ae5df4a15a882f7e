package org.imxp.beep;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The listener's side: an HTTP server that answers one request, with a WebSocket or with a refusal. */
final class WebSocketListenerHandshake extends WebSocketHandshake {
    private final PassiveOpen.WebSocket here;
    private @Nullable HttpRequest request;
    private boolean answered;

    WebSocketListenerHandshake(PassiveOpen.WebSocket here, Duration patience) {
        super(patience);
        this.here = here;
    }

    @Override
    void begin(ChannelHandlerContext context) {
        // The initiator speaks first.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (answered) {
                return;
            }
            if (message instanceof HttpRequest asked) {
                request = asked;
                new WebSocketRequest(asked).refusal(here).ifPresent(refusal -> refuse(context, refusal));
            }
            if (message instanceof LastHttpContent && !answered) {
                agree(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void agree(ChannelHandlerContext context) {
        var asked = request;
        if (asked == null) {
            return;
        }
        answered = true;
        var whole = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                here.path(),
                Unpooled.EMPTY_BUFFER,
                asked.headers(),
                EmptyHttpHeaders.INSTANCE);
        new WebSocketServerHandshaker13(here.path(), WebSocketRequest.SUBPROTOCOL, WebSocketOctets.decoding(true))
                .handshake(context.channel(), whole)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        opened(context);
                    } else {
                        var _ = context.close();
                    }
                });
    }

    @Override
    void late(ChannelHandlerContext context, String sentence) {
        if (!answered) {
            refuse(context, new WebSocketRequest.Refusal(HttpResponseStatus.REQUEST_TIMEOUT, sentence));
        }
    }

    private void refuse(ChannelHandlerContext context, WebSocketRequest.Refusal refusal) {
        answered = true;
        context.fireUserEventTriggered(
                new Farewell("no WebSocket was opened: " + refusal.status().code() + " " + refusal.sentence()));
        var text = refusal.sentence() + "\r\n";
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, refusal.status(), Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=us-ascii")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketRequest.VERSION);
        } else if (refusal.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}

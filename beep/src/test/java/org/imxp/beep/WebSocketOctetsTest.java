package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Octets and messages, without a network. */
class WebSocketOctetsTest {
    @Test
    void aPeerThatAsksAndDoesNotReadGetsOneAnswer() {
        var channel = new EmbeddedChannel(new WebSocketOctets());
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        for (int i = 0; i < 100; i++) {
            channel.writeInbound(new PingWebSocketFrame(Unpooled.copiedBuffer("ping " + i, StandardCharsets.US_ASCII)));
        }
        assertThat(channel.outboundMessages()).isEmpty();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(channel.outboundMessages()).hasSize(1);
        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content().toString(StandardCharsets.US_ASCII)).isEqualTo("ping 99");
        pong.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void aWriteOneOctetPastAMessageLeavesInTwo() {
        var channel = new EmbeddedChannel(new WebSocketOctets());
        channel.writeOutbound(Unpooled.wrappedBuffer(new byte[WebSocketOctets.MESSAGE + 1]));
        BinaryWebSocketFrame first = channel.readOutbound();
        BinaryWebSocketFrame second = channel.readOutbound();
        assertThat(first.content().readableBytes()).isEqualTo(WebSocketOctets.MESSAGE);
        assertThat(second.content().readableBytes()).isEqualTo(1);
        assertThat(first.isFinalFragment() && second.isFinalFragment()).isTrue();
        first.release();
        second.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void anEmptyMessageMeansNothing() {
        var channel = new EmbeddedChannel(new WebSocketOctets());
        channel.writeInbound(
                new BinaryWebSocketFrame(Unpooled.EMPTY_BUFFER),
                new BinaryWebSocketFrame(Unpooled.copiedBuffer("RPY", StandardCharsets.US_ASCII)));
        ByteBuf octets = channel.readInbound();
        assertThat(octets.toString(StandardCharsets.US_ASCII)).isEqualTo("RPY");
        octets.release();
        channel.finishAndReleaseAll();
    }
}

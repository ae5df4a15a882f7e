package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How octets go between a session and Netty. */
class NettyTransportTest {
    private static final String GREETING = "RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\n";
    private static final String UNKNOWN = "\r\n<start number='1'><profile uri='urn:x' /></start>";

    private static EmbeddedChannel connection() {
        var accepted = new Accepted(SessionSettings.serving(), new SessionListener() {});
        var channel = new EmbeddedChannel();
        var transport = new NettyTransport(channel, Role.LISTENER, TlsContext.none(), accepted, Session::open);
        channel.pipeline().addLast(transport);
        channel.pipeline().fireChannelActive();
        channel.runPendingTasks();
        return channel;
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static String said(EmbeddedChannel channel) {
        ByteBuf octets = channel.readOutbound();
        assertThat(octets.isDirect())
                .as("a socket takes it without another copy")
                .isTrue();
        var text = octets.toString(StandardCharsets.US_ASCII);
        octets.release();
        return text;
    }

    @Test
    void whatIsAnsweredInOneTurnLeavesAtItsEnd() {
        var channel = connection();
        assertThat(said(channel)).startsWith("RPY 0 0 ");
        var size = UNKNOWN.length();
        channel.pipeline().fireChannelRead(octets(GREETING + "MSG 0 1 . 14 " + size + "\r\n" + UNKNOWN + "END\r\n"));
        channel.pipeline()
                .fireChannelRead(octets("MSG 0 2 . " + (14 + size) + " " + size + "\r\n" + UNKNOWN + "END\r\n"));
        assertThat(channel.outboundMessages()).isEmpty();
        channel.pipeline().fireChannelReadComplete();
        assertThat(said(channel)).startsWith("ERR 0 1 ");
        assertThat(said(channel)).startsWith("ERR 0 2 ");
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsReadIsGivenBackAtOnce() {
        var channel = connection();
        var read = octets("RPY 0 0 . 0 14\r\n\r\n<gree");
        channel.writeInbound(read);
        assertThat(read.refCnt()).as("an idle connection keeps no buffer").isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void timersThatHaveRunOrAreOfNoUseAreForgotten() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        var timers = new Timers(channel);
        var runs = new int[1];
        for (int i = 0; i < 1000; i++) {
            timers.schedule(Duration.ofSeconds(1), () -> runs[0]++);
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(runs[0]).isEqualTo(1000);
        assertThat(timers.pending()).isZero();
        timers.schedule(Duration.ofSeconds(1), () -> runs[0]++);
        var _ = channel.close();
        timers.schedule(Duration.ofSeconds(1), () -> runs[0]++);
        assertThat(timers.pending()).isZero();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(runs[0]).isEqualTo(1000);
    }

    @Test
    void theSegmentOfAnUnknownNetworkIsThatOfAnEthernet() {
        assertThat(Transport.SEGMENT).isEqualTo(1460);
        assertThat(Sockets.maximumSegmentSize(new EmbeddedChannel())).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Requirement("BEEP-57")
    void sessionsRunOnTheBestSocketsAndOnThoseOfTheJdk(boolean best) {
        var sockets = best ? Sockets.best() : Sockets.jdk();
        var settings = SessionSettings.serving(TestProfiles.echo());
        try (var network = BeepNetwork.open(1, sockets);
                var listener = network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new ListenerBounds(1, 1),
                        TlsContext.none(),
                        address -> new Accepted(settings, new SessionListener() {}))) {
            var segment = new CompletableFuture<Integer>();
            var echoed = new CompletableFuture<Reply>();
            var _ = network.connect(
                    listener.address(), SessionSettings.serving(), TlsContext.none(), new SessionListener() {
                        @Override
                        public void greeted(Session session, Greeting greeting) {
                            segment.complete(session.transport().maximumSegmentSize());
                            var _ = session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), e -> {})
                                    .thenCompose(
                                            started -> started.channel().send(TestPayloads.text("x".repeat(100_000))))
                                    .thenAccept(echoed::complete);
                        }
                    });
            assertThat(echoed.orTimeout(20, TimeUnit.SECONDS).join().payload()).hasSize(100_002);
            // Loopback has large segments.
            assertThat(segment.join()).isGreaterThan(Transport.SEGMENT);
        }
    }
}

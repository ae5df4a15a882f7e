package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A payload larger than the memory of this JVM goes over a socket, at the pace of whoever takes it. */
class LargePayloadTest {
    private static final String TAKING = "http://example.com/beep/taking";
    private static final int PIECE = 1 << 20;

    /** Takes a payload, and replies with its length and checksum. */
    private static final class Summing implements ChannelHandler {
        @Override
        public void message(Exchange exchange) {
            throw new IllegalStateException("every message is taken piece by piece");
        }

        @Override
        public Optional<PayloadReceiver> begins(Exchange exchange) {
            var sum = new CRC32();
            return Optional.of(new PayloadReceiver() {
                private long length;

                @Override
                public void octets(ByteBuffer octets, PayloadFlow flow) {
                    var size = octets.remaining();
                    sum.update(octets);
                    length += size;
                    flow.consumed(size);
                }

                @Override
                public void complete() {
                    exchange.reply(TestPayloads.text(length + " " + sum.getValue()));
                }
            });
        }
    }

    /** Writes pieces one after the other, each when the one before has left. */
    private static void write(PayloadStream stream, long pieces, CRC32 sum) {
        if (pieces == 0) {
            stream.end();
            return;
        }
        var piece = new byte[PIECE];
        piece[0] = (byte) pieces;
        sum.update(piece);
        var _ = stream.write(ByteBuffer.wrap(piece)).thenRun(() -> write(stream, pieces - 1, sum));
    }

    @Test
    void aPayloadLargerThanTheHeap() {
        var pieces = Runtime.getRuntime().maxMemory() / PIECE + 100;
        try (var network = BeepNetwork.open(2)) {
            var serving =
                    SessionSettings.serving(TestProfiles.profile(TAKING, start -> start.accept(new Summing(), "")));
            var listener = network.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new ListenerBounds(1, 1),
                    TlsContext.none(),
                    address -> new Accepted(serving, new SessionListener() {}));
            var greeted = new CompletableFuture<Session>();
            var _ = network.connect(
                    listener.address(), SessionSettings.serving(), TlsContext.none(), new SessionListener() {
                        @Override
                        public void greeted(Session session, Greeting greeting) {
                            greeted.complete(session);
                        }
                    });
            var sum = new CRC32();
            var reply = new FutureReply();
            var session = greeted.join();
            session.execute(() -> {
                var _ = session.start("", List.of(ProfileOffer.of(TAKING)), exchange -> {})
                        .thenAccept(started -> write(started.channel().begin(reply), pieces, sum));
            });
            assertThat(TestPayloads.text(reply.future().join().payload()))
                    .isEqualTo(pieces * PIECE + " " + sum.getValue());
        }
    }
}

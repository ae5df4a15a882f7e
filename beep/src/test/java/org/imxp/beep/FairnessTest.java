package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** No channel has a session for itself (RFC 3081 section 3.1.4). */
class FairnessTest {
    private static final Pattern FRAME = Pattern.compile("MSG ([0-9]+) [0-9]+ [.*] [0-9]+ ([0-9]+)\r\n");

    private static final SessionSettings SERVING =
            SessionSettings.serving(TestProfiles.all().toArray(Profile[]::new));

    private static Channel start(MemoryLink link, String uri) {
        var started = link.initiator.start("", List.of(ProfileOffer.of(uri)), exchange -> {});
        link.run();
        return started.join().channel();
    }

    @Test
    @Requirement("BEEP-63")
    void channelsTakeTurnsFrameByFrame() {
        var link = new MemoryLink(SERVING.withLimits(SessionLimits.defaults().withFrame(500)), SERVING);
        for (int i = 0; i < 3; i++) {
            start(link, TestProfiles.SILENT);
        }
        link.initiatorEnd.writable(false);
        for (int number = 1; number <= 5; number += 2) {
            var _ = link.initiator.channels().get(number).orElseThrow().send(TestPayloads.text("x".repeat(3000)));
        }
        link.initiatorEnd.writable(true);
        link.initiator.writable();
        var said = StandardCharsets.US_ASCII.decode(link.initiatorEnd.take()).toString();
        var channels =
                FRAME.matcher(said).results().map(frame -> frame.group(1)).toList();
        assertThat(channels).hasSizeGreaterThan(12).startsWith("1", "3", "5", "1", "3", "5", "1", "3", "5");
        assertThat(FRAME.matcher(said).results().map(frame -> Integer.parseInt(frame.group(2))))
                .allMatch(size -> size <= 500);
    }

    /** A gigabyte is under way on one channel, and a question on another is answered in between. */
    @Test
    @Requirement({"BEEP-39", "BEEP-63"})
    void aShortMessagePassesAGibioctetOnAnotherChannel() {
        var taking = TestProfiles.profile("http://example.com/beep/taking", start -> start.accept(exchange -> {}, ""));
        var serving = SessionSettings.serving(taking, TestProfiles.echo())
                .withLimits(SessionLimits.defaults().withMessage(1 << 20));
        var sent = new ByteArrayOutputStream();
        try (var network = BeepNetwork.open(2);
                var listener = network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new ListenerBounds(1, 1),
                        TlsContext.none(),
                        address -> new Accepted(serving, new SessionListener() {}))) {
            var greeted = new CompletableFuture<Session>();
            var trace = new WireTrace() {
                @Override
                public void sent(ByteBuffer octets) {
                    if (sent.size() < 1 << 22) {
                        var copy = new byte[octets.remaining()];
                        octets.get(copy);
                        sent.writeBytes(copy);
                    }
                }

                @Override
                public void received(ByteBuffer octets) {}
            };
            var _ = network.connect(
                    listener.address(),
                    SessionSettings.serving().withTrace(trace),
                    TlsContext.none(),
                    new SessionListener() {
                        @Override
                        public void greeted(Session session, Greeting greeting) {
                            greeted.complete(session);
                        }
                    });
            var session = greeted.join();
            var answered = new CompletableFuture<Long>();
            session.execute(() -> {
                var _ = session.start("", List.of(ProfileOffer.of(taking.uri())), exchange -> {})
                        .thenAccept(slow -> {
                            var stream = slow.channel().begin(new FutureReply());
                            // The same mebioctet a thousand times: all of it is queued before the question is asked.
                            var piece = ByteBuffer.allocate(1 << 20);
                            for (int i = 0; i < 1024; i++) {
                                var _ = stream.write(piece.duplicate());
                            }
                            var _ = session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {})
                                    .thenCompose(quick -> quick.channel().send(TestPayloads.text("short")))
                                    .thenAccept(reply -> answered.complete(stream.queuedOctets()));
                        });
            });
            assertThat(answered.join()).as("octets that still wait").isGreaterThan(1L << 29);
            var most = session.transport().maximumSegmentSize() * 2 / 3;
            assertThat(FRAME.matcher(sent.toString(StandardCharsets.ISO_8859_1))
                            .results()
                            .map(frame -> Integer.parseInt(frame.group(2))))
                    .isNotEmpty()
                    .allMatch(size -> size <= most);
        }
    }
}

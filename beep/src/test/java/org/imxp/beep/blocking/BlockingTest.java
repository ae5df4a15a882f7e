package org.imxp.beep.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imxp.beep.BeepListener;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.SessionEndedException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingTest {
    private static final String URI = "http://example.com/beep/service";
    private static final int LARGE = 5_000_000;

    private final Beep beep = Beep.open();

    @AfterEach
    void close() {
        beep.close();
    }

    private BeepListener serve(Service.Handler handler) {
        return listen(Service.of(URI, handler));
    }

    private BeepListener listen(Service service) {
        return beep.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), service);
    }

    private BlockingChannel channel(BeepListener listener) {
        return beep.connect(listener.address()).start(URI);
    }

    @Test
    void askAndBeAnswered() {
        var channel = channel(serve(request -> request.reply(
                Message.text(request.message().header("content-type").orElse("") + ", "
                        + request.message().text().toUpperCase(java.util.Locale.ROOT)))));
        assertThat(channel.request(Message.text("hello")).text()).isEqualTo("text/plain; charset=utf-8, HELLO");
        assertThat(channel.request(Message.of("again".getBytes(StandardCharsets.UTF_8)))
                        .text())
                .isEqualTo(", AGAIN");
        assertThat(channel.content()).isEmpty();
    }

    @Test
    void aRefusalHasItsCodeAndText() {
        var channel = channel(serve(request -> request.error(537, "not for you")));
        assertThatThrownBy(() -> channel.request(Message.text("hello")))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(537))
                .hasMessage("537 not for you");
    }

    @Test
    void aServiceThatFailsOrForgetsSaysSoAndGoesOn() {
        var channel = channel(serve(request -> {
            switch (request.message().text()) {
                case "fail" -> throw new IOException("the disk is full");
                case "forget" -> {}
                default -> request.reply(Message.text("fine"));
            }
        }));
        assertThatThrownBy(() -> channel.request(Message.text("fail"))).hasMessage("451 the service failed");
        assertThatThrownBy(() -> channel.request(Message.text("forget"))).hasMessage("451 the service gave no reply");
        assertThat(channel.request(Message.text("work")).text()).isEqualTo("fine");
    }

    @Test
    @Requirement("BEEP-2")
    void manyAnswers() {
        var channel = channel(serve(request -> {
            for (int i = 0; i < 1000; i++) {
                request.answer(Message.text(i + "x".repeat(1000)));
            }
            request.finish();
        }));
        var answers = new ArrayList<Message>();
        channel.requestMany(Message.text("all"), answers::add);
        assertThat(answers).hasSize(1000);
        assertThat(answers.getLast().text()).startsWith("999x");
    }

    @Test
    void aServiceThatBlocksDoesNotHoldUpAnotherChannel() throws InterruptedException {
        var go = new CountDownLatch(1);
        var listener = serve(request -> {
            if (request.message().text().equals("wait")) {
                go.await();
            }
            request.reply(request.message());
        });
        var session = beep.connect(listener.address());
        var slow = session.start(URI);
        var done = new ArrayList<String>();
        var waiting = Thread.ofVirtual()
                .start(() -> done.add(slow.request(Message.text("wait")).text()));
        assertThat(session.start(URI).request(Message.text("quick")).text()).isEqualTo("quick");
        assertThat(done).isEmpty();
        go.countDown();
        waiting.join();
        assertThat(done).containsExactly("wait");
    }

    @Test
    void payloadsAreReadAndWrittenAsStreams() throws IOException {
        var channel = channel(listen(Service.streamed(URI, request -> {
            var length = request.input().transferTo(java.io.OutputStream.nullOutputStream());
            try (var reply = request.beginReply()) {
                reply.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                for (long i = 2; i < length; i++) {
                    reply.write('x');
                }
            }
        })));
        try (var reply = channel.requestStream(Message.of(new byte[LARGE]))) {
            assertThat(reply.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(LARGE + 2);
        }
    }

    @Test
    void aLargePayloadIsSentFromAStream() throws IOException {
        var channel = channel(listen(Service.streamed(
                URI,
                request -> request.reply(
                        Message.text(String.valueOf(request.input().readAllBytes().length))))));
        assertThat(channel.request(new ByteArrayInputStream(new byte[LARGE])).text())
                .isEqualTo(String.valueOf(LARGE));
    }

    @Test
    @Requirement("BEEP-40")
    void aPayloadIsRefusedBeforeItsEnd() {
        var channel = channel(listen(Service.streamed(URI, request -> {
            request.input().readNBytes(10);
            request.error(554, "enough");
        })));
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> channel.request(endless)).hasMessage("554 enough");
    }

    @Test
    void aPayloadThatCannotBeReadEndsTheSession() {
        var channel =
                channel(listen(Service.streamed(URI, request -> request.input().readAllBytes())));
        var broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("a bad sector");
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                throw new IOException("a bad sector");
            }
        });
        assertThatThrownBy(() -> channel.request(broken)).hasMessage("a bad sector");
        assertThatThrownBy(() -> channel.request(Message.text("more"))).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void answersThatNobodyTakesWait() {
        var channel = channel(serve(request -> {
            for (int i = 0; i < 100; i++) {
                request.answer(Message.of(new byte[100_000]));
            }
            request.finish();
        }));
        var sizes = new ArrayList<Integer>();
        channel.requestMany(Message.text("all"), answer -> sizes.add(answer.body().length));
        assertThat(sizes).hasSize(100).containsOnly(100_000);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLong() {
        var never = new CountDownLatch(1);
        var listener = serve(request -> never.await());
        var channel = new BlockingChannel(channel(listener).channel(), "", Duration.ofMillis(1));
        assertThatThrownBy(() -> channel.request(Message.text("hello")))
                .hasMessage("the reply: nothing within PT0.001S");
        never.countDown();
    }

    /** The port is taken by a socket that does not listen, so that nobody else can get it meanwhile. */
    @Test
    void noListenerNoSession() throws IOException {
        try (var taken = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var address = (InetSocketAddress) taken.getLocalAddress();
            assertThatThrownBy(() -> beep.connect(address))
                    .isInstanceOf(SessionEndedException.class)
                    .hasMessageContaining("no connection to");
        }
    }

    @Test
    void theGreetingTellsWhatThereIs() {
        try (var session = beep.connect(serve(request -> {}).address())) {
            assertThat(session.greeting().profiles()).isEqualTo(List.of(URI));
            assertThatThrownBy(() -> session.start("http://example.com/other"))
                    .isInstanceOf(PeerRefusedException.class);
        }
    }

    @Test
    void aHeaderIsLines() {
        assertThatThrownBy(() -> new Message("Content-Type: text/plain", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Message.of("text/plain\r\nX: y", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        var folded = Message.read("X: a\r\n\tb\r\nY: c\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII));
        assertThat(folded.header("x")).contains("a b");
        assertThat(folded.header("z")).isEmpty();
        assertThat(folded.text()).isEqualTo("body");
        assertThat(Message.read(new byte[0]).body()).isEmpty();
    }
}

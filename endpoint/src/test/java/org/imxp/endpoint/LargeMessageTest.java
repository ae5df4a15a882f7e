package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.imxp.beep.SessionLimits;
import org.imxp.message.Message;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that go by way of a file, beside those that do not. */
class LargeMessageTest {
    private static final String WILMA = "wilma@example.com";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred(int most) {
        return Endpoint.attach(relay.fred()
                .withSession(SessionLimits.defaults().withMessage(most))
                .withLimits(EndpointLimits.DEFAULT.withInbox(100, 1L << 30)));
    }

    private static OpaqueContent octets(int size) {
        var octets = new byte[size];
        new Random(size).nextBytes(octets);
        return OpaqueContent.of("application/x-any", octets);
    }

    private static Payload payload(Message message) {
        var ids = MultipartIds.of("inner", "3@example.com", "4@example.com").withEntity("2@example.com");
        var part = new MimePart("2@example.com", ByteBuffer.wrap(new MessageWriter().writeEntity(message, ids)));
        var data = Data.of(part.contentUri(), Address.parse(WILMA), Address.parse("fred@example.com"));
        return Payload.of(data, "1@example.com", List.of(part));
    }

    private static int size(Payload payload) {
        return new WireForm(Dialect.IMXP, SessionLimits.defaults())
                .write(payload).stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private Element deliver(Message message) {
        return relay.send(payload(message));
    }

    @Test
    void largeAndSmallOnesComeWholeAndInOrder() throws Exception {
        var contents = Stream.of(10, 600_000, 5, Spool.IN_MEMORY, 300_000, 1)
                .map(LargeMessageTest::octets)
                .toList();
        try (var fred = fred(1 << 20)) {
            fred.onMessage(received::add);
            var payloads = contents.stream()
                    .map(content -> payload(new Message(List.of(), content)))
                    .toList();
            assertThat(relay.send(payloads, Dialect.IMXP)).hasSize(6).containsOnly(new Ok());
            for (var content : contents) {
                assertThat(received.take().message().content()).isEqualTo(content);
            }
        }
    }

    @Test
    void whatIsLargeAndNoMessageIsRefusedAsUsual() throws Exception {
        try (var fred = fred(1 << 20)) {
            fred.onMessage(received::add);
            var part = new MimePart("2@example.com", ByteBuffer.wrap(new byte[400_000]));
            var data = Data.of(part.contentUri(), Address.parse(WILMA), fred.address());
            assertThat(relay.send(Payload.of(data, "1@example.com", List.of(part))))
                    .isInstanceOfSatisfying(
                            ErrorReply.class,
                            error -> assertThat(error.code())
                                    .isIn(ReplyCode.SYNTAX_ERROR, ReplyCode.PARAMETER_SYNTAX_ERROR));
            // The channel goes on.
            assertThat(deliver(Message.text("hi"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("hi");
        }
    }

    @Test
    void takesWhatMeetsTheBoundAndRefusesOneOctetMore() throws Exception {
        var message = new Message(List.of(), octets(500_000));
        var most = size(payload(message));
        try (var fred = fred(most)) {
            fred.onMessage(received::add);
            assertThat(deliver(message)).isEqualTo(new Ok());
            assertThat(received.take().message().content()).isEqualTo(message.content());
            assertThat(deliver(new Message(List.of(), octets(500_001))))
                    .isEqualTo(new ErrorReply(
                            ReplyCode.ABORTED,
                            "the message has over " + most + " octets, the most that is allowed here"));
            assertThat(deliver(Message.text("hi"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("hi");
        }
    }

    @Test
    void knowsALargeOneWithoutIdentifierThatComesAgain() throws Exception {
        try (var fred = fred(1 << 20)) {
            fred.onMessage(received::add);
            for (var content : List.of(octets(400_000), octets(400_000), octets(400_001))) {
                assertThat(deliver(new Message(List.of(), content))).isEqualTo(new Ok());
            }
            assertThat(received.take().message().content()).isEqualTo(octets(400_000));
            assertThat(received.take().message().content()).isEqualTo(octets(400_001));
        }
    }

    @Test
    void sendsNoMoreThanTheBound() {
        try (var fred = fred(100_000)) {
            var wilma = List.of(Address.parse(WILMA));
            var small = fred.send(SendOptions.DEFAULT, new Message(List.of(), octets(90_000)), wilma);
            assertThat(small.accepted()).succeedsWithin(Duration.ofSeconds(20));
            var large = fred.send(SendOptions.DEFAULT, new Message(List.of(), octets(100_000)), wilma);
            assertThat(large.accepted())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("octets with its header, at most 100000 are allowed");
        }
    }

    @Test
    void largeTextStaysText() throws Exception {
        var text = TextContent.plain("line\n".repeat(100_000));
        try (var fred = fred(1 << 20)) {
            fred.onMessage(received::add);
            assertThat(deliver(new Message(List.of(), text))).isEqualTo(new Ok());
            assertThat(received.take().message().content()).isEqualTo(text);
        }
    }
}

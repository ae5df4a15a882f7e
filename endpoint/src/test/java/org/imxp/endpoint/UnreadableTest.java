package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is meant as a message and is none is refused, and the program learns of it too. */
class UnreadableTest {
    private static final String WILMA = "wilma@example.com";
    private static final String UNRESOLVED =
            "<Message xmlns='URN:IANA:message:rfc822:' content='#Content'><subject>Hm</subject></Message>";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final BlockingQueue<UnreadableMessage> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        var fred = Endpoint.attach(
                relay.fred().withEnvironment(Environment.system().withTime(time, time)));
        fred.onUnreadable(told::add);
        fred.onMessage(received::add);
        return fred;
    }

    private static ReplyCode code(Element answer) {
        return ((ErrorReply) answer).code();
    }

    private Element part(byte[] octets) {
        var part = new MimePart("2@example.com", ByteBuffer.wrap(octets));
        var data = Data.of(part.contentUri(), Address.parse(WILMA), Address.parse("fred@example.com"));
        return relay.send(Payload.of(data, "1@example.com", List.of(part)));
    }

    private static byte[] octets(ByteBuffer buffer) {
        var octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }

    @Test
    @Requirement("MSG-22")
    void tellsOfAnInlineMessageWithItsRawForm() throws Exception {
        try (var fred = fred()) {
            assertThat(code(relay.data(WILMA, XmlFragment.of(UNRESOLVED)))).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            var message = told.take();
            assertThat(message.originator()).hasToString(WILMA);
            assertThat(message.recipient()).isEqualTo(fred.address());
            assertThat(message.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            assertThat(message.sentence()).contains("#Content");
            assertThat(message.receivedAt()).isEqualTo(time.instant());
            assertThat(message.raw()).isEqualTo(ByteBuffer.wrap(UNRESOLVED.getBytes(StandardCharsets.UTF_8)));
            assertThat(message.isCut()).isFalse();
            assertThat(received).isEmpty();
        }
    }

    @Test
    @Requirement("MSG-22")
    void tellsOfAPartOctetForOctet() throws Exception {
        var broken =
                "Content-ID: <2@example.com>\r\nContent-Type: multipart/related; boundary=b; type=\"message/rfc822+xml\"\r\n\r\n--b\r\nno end \u00FC \t"
                        .getBytes(StandardCharsets.ISO_8859_1);
        try (var _ = fred()) {
            assertThat(code(part(broken))).isEqualTo(ReplyCode.SYNTAX_ERROR);
            var message = told.take();
            assertThat(message.code()).isEqualTo(ReplyCode.SYNTAX_ERROR);
            assertThat(message.sentence()).contains("broken");
            assertThat(octets(message.raw())).isEqualTo(broken);
        }
    }

    @Test
    void keepsNoMoreThanItsBound() throws Exception {
        var header = "Content-ID: <2@example.com>\r\nContent-Type: message/rfc822+xml\r\n\r\n";
        try (var _ = fred()) {
            for (int more = 0; more < 2; more++) {
                var size = UnreadableMessage.MOST_RAW + more;
                part((header + "x".repeat(size - header.length())).getBytes(StandardCharsets.UTF_8));
                var message = told.take();
                assertThat(message.raw().remaining()).isEqualTo(UnreadableMessage.MOST_RAW);
                assertThat(message.octets()).isEqualTo(size);
                assertThat(message.isCut()).isEqualTo(more > 0);
            }
        }
    }

    @Test
    void dropsOneMoreThanMayWaitAndStillAnswers() throws Exception {
        try (var fred = fred()) {
            var inside = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            fred.onUnreadable(message -> {
                inside.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                told.add(message);
            });
            // The first waits with its handler, and counts.
            for (int i = 0; i < 101; i++) {
                assertThat(code(relay.data(WILMA, XmlFragment.of(UNRESOLVED.replace("Hm", "" + i)))))
                        .isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            }
            inside.await();
            go.countDown();
            for (int i = 0; i < 100; i++) {
                assertThat(new String(octets(told.take().raw()), StandardCharsets.UTF_8))
                        .contains(">" + i + "<");
            }
            // A handler's place is free only after it has returned.
            UnreadableMessage next = null;
            for (int i = 0; next == null; i++) {
                relay.data(WILMA, XmlFragment.of(UNRESOLVED.replace("Hm", "later " + i)));
                next = told.poll();
            }
            assertThat(new String(octets(next.raw()), StandardCharsets.UTF_8)).contains(">later ");
        }
    }

    @Test
    void goesOnWhenTheHandlerFails() throws Exception {
        try (var fred = fred()) {
            fred.onUnreadable(message -> {
                told.add(message);
                throw new AssertionError("a handler's own fault");
            });
            relay.data(WILMA, XmlFragment.of(UNRESOLVED));
            relay.data(WILMA, XmlFragment.of(UNRESOLVED));
            told.take();
            told.take();
            assertThat(relay.deliver(WILMA, Message.text("one"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("one");
        }
    }

    @Test
    void answersAndGoesOnWhenThisProgramFails() throws Exception {
        var fails = new AtomicBoolean();
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (fails.get()) {
                    throw new IllegalStateException("a fault of ours");
                }
                return Instant.EPOCH;
            }
        };
        try (var fred = Endpoint.attach(
                relay.fred().withEnvironment(Environment.system().withTime(clock, time)))) {
            fred.onMessage(received::add);
            fails.set(true);
            assertThat(relay.deliver(WILMA, Message.text("one")))
                    .isEqualTo(
                            new ErrorReply(ReplyCode.ABORTED, "the program that is attached has failed on this data"));
            fails.set(false);
            assertThat(relay.deliver(WILMA, Message.text("two"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    @Test
    void isNotToldOfDataThatIsNoMessage() throws Exception {
        try (var _ = fred()) {
            relay.data(WILMA, XmlFragment.of("<chess:move xmlns:chess='urn:chess' />"));
            relay.data(WILMA, XmlFragment.of(UNRESOLVED));
            assertThat(told.take().sentence()).contains("#Content");
            assertThat(told).isEmpty();
        }
    }
}

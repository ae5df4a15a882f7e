package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.message.Message;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.message.OpaqueContent;
import org.imxp.protocol.Address;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiveTest {
    private static final String WILMA = "wilma@example.com";
    private static final String MESSAGE = "<Message xmlns='URN:IANA:message:rfc822:' content='#Content'>";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        return fred(EndpointLimits.DEFAULT);
    }

    private Endpoint fred(EndpointLimits limits) {
        return Endpoint.attach(relay.fred()
                .withLimits(limits)
                .withEnvironment(Environment.system().withTime(time, time)));
    }

    private static ReplyCode code(Element answer) {
        return ((ErrorReply) answer).code();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"SEED-15", "SEED-16", "WIRE-11", "MSG-23"})
    void receivesEitherFormInEitherDialect(Dialect dialect) throws Exception {
        relay.profiles = List.of(dialect.profileUri());
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var hello =
                    Message.builder().from("im:" + WILMA).text("Hello,\nFred.").build();
            assertThat(relay.deliver(WILMA, hello)).isEqualTo(new Ok());
            var part = new MimePart(
                    "2@example.com",
                    ByteBuffer.wrap(new MessageWriter()
                            .writeEntity(
                                    hello,
                                    MultipartIds.of("inner", "3@example.com", "4@example.com")
                                            .withEntity("2@example.com"))));
            var data = Data.of(part.contentUri(), Address.parse(WILMA), fred.address());
            assertThat(relay.send(Payload.of(data, "1@example.com", List.of(part))))
                    .isEqualTo(new Ok());
            for (var message : List.of(received.take(), received.take())) {
                assertThat(message.text()).isEqualTo("Hello,\nFred.");
                assertThat(message.originator()).hasToString(WILMA);
                assertThat(message.fromMismatch()).isFalse();
                assertThat(message.recipient()).isEqualTo(fred.address());
                assertThat(message.receivedAt()).isEqualTo(time.instant());
            }
        }
    }

    @Test
    @Requirement("MSG-21")
    void showsAPlaceholderForContentThatIsNoText() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var picture =
                    new Message(List.of(), new OpaqueContent("image/png", ByteBuffer.wrap(new byte[] {0, 1, 2}), ""));
            var ids = MultipartIds.of("inner", "3@example.com", "4@example.com").withEntity("2@example.com");
            var part = new MimePart("2@example.com", ByteBuffer.wrap(new MessageWriter().writeEntity(picture, ids)));
            var data = Data.of(part.contentUri(), Address.parse(WILMA), fred.address());
            assertThat(relay.send(Payload.of(data, "1@example.com", List.of(part))))
                    .isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("[image/png, 3 octets]");
        }
    }

    @Test
    @Requirement("OPT-13")
    void aProgramThatOnlySendsRefusesForNowSoThatTheRelayKeepsWhatItHolds() {
        try (var fred = Endpoint.attach(relay.fred().sendingOnly())) {
            assertThat(relay.deliver(WILMA, Message.text("Hello")))
                    .isEqualTo(new ErrorReply(
                            ReplyCode.NOT_TAKEN_NOW,
                            "the program that is attached as " + fred.address() + " only sends"));
        }
    }

    @Test
    void keepsMessagesForAHandlerThatComesLater() throws Exception {
        try (var fred = fred()) {
            for (int i = 0; i < 100; i++) {
                assertThat(relay.deliver(WILMA, Message.text("" + i))).isEqualTo(new Ok());
            }
            fred.onMessage(received::add);
            for (int i = 0; i < 100; i++) {
                assertThat(received.take().text()).isEqualTo("" + i);
            }
        }
    }

    @Test
    void handlesOneMessageAtATimeAndNotOnTheEventLoop() throws Exception {
        try (var fred = fred()) {
            var inside = new AtomicInteger();
            var go = new CountDownLatch(1);
            fred.onMessage(message -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                assertThat(Thread.currentThread().isVirtual()).isTrue();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                inside.decrementAndGet();
                received.add(message);
            });
            // The handler blocks, and the session goes on all the same.
            relay.deliver(WILMA, Message.text("one"));
            relay.deliver(WILMA, Message.text("two"));
            assertThat(received).isEmpty();
            go.countDown();
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    @Test
    void goesOnWhenAHandlerFails() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(message -> {
                received.add(message);
                throw new IllegalStateException("a handler's own fault");
            });
            assertThat(relay.deliver(WILMA, Message.text("one"))).isEqualTo(new Ok());
            assertThat(relay.deliver(WILMA, Message.text("two"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    @Test
    void goesOnWhenAHandlerFailsBadly() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(message -> {
                received.add(message);
                throw new AssertionError("a handler's own fault");
            });
            assertThat(relay.deliver(WILMA, Message.text("one"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(relay.deliver(WILMA, Message.text("two"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    @Test
    void refusesOneMessageMoreThanTheInboxHolds() throws Exception {
        try (var fred = fred(EndpointLimits.DEFAULT.withInbox(2, 1 << 20))) {
            relay.deliver(WILMA, Message.text("one"));
            relay.deliver(WILMA, Message.text("two"));
            var third =
                    Message.builder().messageId("3@example.com").text("three").build();
            var refusal = relay.deliver(WILMA, third);
            assertThat(code(refusal)).isEqualTo(ReplyCode.ABORTED);
            assertThat(((ErrorReply) refusal).diagnostic().text())
                    .isEqualTo("the inbox is full: it holds 2 messages, 1048576 octets");
            var gone = new CountDownLatch(2);
            fred.onMessage(message -> {
                received.add(message);
                gone.countDown();
            });
            gone.await();
            // What was refused is no repeat when it is sent again.
            while (relay.deliver(WILMA, third) instanceof ErrorReply) {
                Thread.onSpinWait();
            }
            assertThat(received).hasSizeGreaterThanOrEqualTo(2);
            assertThat(List.of(
                            received.take().text(),
                            received.take().text(),
                            received.take().text()))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void refusesOneOctetMoreThanTheInboxHolds() {
        var message = Message.text("x".repeat(1000));
        var size = new LinkedBlockingQueue<Integer>();
        try (var fred = fred()) {
            // Measured, not computed: the octets of the payload as they came.
            fred.onMessage(_ -> {});
            var content = new DataContent("Content", XmlFragment.of(new MessageWriter().writeElement(message)));
            var data = Data.of(content, Address.parse(WILMA), fred.address());
            size.add(new WireForm(Dialect.IMXP, org.imxp.beep.SessionLimits.defaults())
                    .write(data).stream().mapToInt(ByteBuffer::remaining).sum());
        }
        try (var other = new ScriptedRelay();
                var _ = Endpoint.attach(
                        other.fred().withLimits(EndpointLimits.DEFAULT.withInbox(10, size.element())))) {
            assertThat(other.deliver(WILMA, message)).isEqualTo(new Ok());
        }
        try (var other = new ScriptedRelay();
                var _ = Endpoint.attach(
                        other.fred().withLimits(EndpointLimits.DEFAULT.withInbox(10, size.element() - 1)))) {
            assertThat(code(other.deliver(WILMA, message))).isEqualTo(ReplyCode.ABORTED);
        }
    }

    @Test
    @Requirement({"MSG-24", "IMPP-5.4.2"})
    void dropsARepeat() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var hello = Message.builder().messageId("1@example.com").text("one").build();
            var other = Message.builder().messageId("2@example.com").text("two").build();
            assertThat(relay.deliver(WILMA, hello)).isEqualTo(new Ok());
            assertThat(relay.deliver(WILMA, hello)).isEqualTo(new Ok());
            assertThat(relay.deliver(WILMA, other)).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(received.take().text()).isEqualTo("two");
            // Another originator's identifier is another message, and so is one after the period.
            relay.deliver("barney@example.com", hello);
            assertThat(received.take().originator()).hasToString("barney@example.com");
            time.advance(Duration.ofDays(30).plusMillis(1));
            relay.deliver(WILMA, hello);
            assertThat(received.take().text()).isEqualTo("one");
        }
    }

    @Test
    @Requirement("MSG-24")
    void aRepeatIsKnownAlthoughTheRelayWasAwayForDays() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var message =
                    Message.builder().messageId("1@example.com").text("once").build();
            assertThat(relay.deliver(WILMA, message)).isEqualTo(new Ok());
            time.advance(Duration.ofDays(29));
            assertThat(relay.deliver(WILMA, message)).isEqualTo(new Ok());
            assertThat(relay.deliver(WILMA, Message.text("end"))).isEqualTo(new Ok());

            assertThat(received.take().text()).isEqualTo("once");
            assertThat(received.take().text()).isEqualTo("end");
        }
    }

    @Test
    @Requirement("MSG-24")
    void remembersNoMoreMessagesThanItsBound() throws Exception {
        try (var fred = fred(EndpointLimits.DEFAULT.withDuplicates(2, Duration.ofHours(1)))) {
            fred.onMessage(received::add);
            for (var id : List.of("1", "2", "2", "1", "3", "2", "1")) {
                var message = Message.builder()
                        .messageId(id + "@example.com")
                        .text(id)
                        .build();
                assertThat(relay.deliver(WILMA, message)).isEqualTo(new Ok());
            }
            // The third put the first out of mind, and so the first is new when it comes again.
            for (var text : List.of("1", "2", "3", "1")) {
                assertThat(received.take().text()).isEqualTo(text);
            }
            assertThat(received).isEmpty();
        }
    }

    @Test
    @Requirement("IMPP-5.4.2")
    void dropsARepeatThatOnlyItsContentIdTells() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            assertThat(relay.send(withoutMessageId("one"))).isEqualTo(new Ok());
            assertThat(relay.send(withoutMessageId("one"))).isEqualTo(new Ok());
            // The same identifier on something else is a sender's mistake, not a repeat.
            assertThat(relay.send(withoutMessageId("two"))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    private static Payload withoutMessageId(String text) {
        var ids = MultipartIds.of("inner", "3@example.com", "4@example.com").withEntity("2@example.com");
        var part = new MimePart(
                "2@example.com", ByteBuffer.wrap(new MessageWriter().writeEntity(Message.text(text), ids)));
        var data = Data.of(part.contentUri(), Address.parse(WILMA), Address.parse("fred@example.com"));
        return Payload.of(data, "1@example.com", List.of(part));
    }

    @Test
    @Requirement({"MSG-23", "IMPP-5.4.3"})
    void flagsAnAuthorWhoIsNotTheOriginator() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            relay.deliver(
                    "barney@example.com",
                    Message.builder().from("im:" + WILMA).text("Come home.").build());
            var message = received.take();
            assertThat(message.fromMismatch()).isTrue();
            assertThat(message.originator()).hasToString("barney@example.com");
            assertThat(message.claimed()).singleElement().hasToString("im:wilma@example.com");
        }
    }

    @Test
    @Requirement("CORE-31")
    void refusesDataForSomebodyElse() {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var content =
                    new DataContent("Content", XmlFragment.of(new MessageWriter().writeElement(Message.text(""))));
            var data = Data.of(content, Address.parse(WILMA), Address.parse("barney@example.com"));
            assertThat(code(relay.send(data))).isEqualTo(ReplyCode.NOT_TAKEN);
            assertThat(received).isEmpty();
        }
    }

    @Test
    @Requirement("OPEN-11")
    void refusesDataForASubaddressThatItIsNotAttachedAs() {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var content =
                    new DataContent("Content", XmlFragment.of(new MessageWriter().writeElement(Message.text(""))));
            var data = Data.of(content, Address.parse(WILMA), Address.parse("fred/appl=im@example.com"));
            assertThat(code(relay.send(data))).isEqualTo(ReplyCode.NOT_TAKEN);
        }
    }

    @Test
    @Requirement("MSG-22")
    void refusesAFaultyMessageAndNamesTheFault() {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            fred.onData(_ -> {
                throw new AssertionError("a faulty message is no other data");
            });
            var unresolved = relay.data(WILMA, XmlFragment.of(MESSAGE + "<subject>Hm</subject></Message>"));
            assertThat(code(unresolved)).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            assertThat(((ErrorReply) unresolved).diagnostic().text()).contains("#Content");
            var twice = MESSAGE + "<date>x</date><date>y</date><Content Name='Content'>z</Content></Message>";
            assertThat(code(relay.data(WILMA, XmlFragment.of(twice)))).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            assertThat(received).isEmpty();
        }
    }

    @Test
    @Requirement({"MSG-22", "MSG-10", "CORE-11"})
    void refusesWhatIsNotXmlOrTriesToExpand() {
        try (var _ = fred()) {
            assertThat(code(relay.send("<terminate transID='1'><"))).isEqualTo(ReplyCode.SYNTAX_ERROR);
            assertThat(code(relay.send("<!DOCTYPE data [<!ENTITY a 'a'>]><data />")))
                    .isEqualTo(ReplyCode.SYNTAX_ERROR);
            assertThat(code(relay.send("<hello />"))).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Test
    @Requirement("CORE-11")
    void refusesToBeARelay() {
        try (var fred = fred()) {
            assertThat(code(relay.send(new Attach(fred.address(), 7)))).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Test
    @Requirement({"OPEN-25", "CORE-47"})
    void dropsWhatAServiceSaysUnasked() {
        try (var _ = fred()) {
            assertThat(relay.data("apex=presence@example.com", XmlFragment.of("<publish transID='9' />")))
                    .isEqualTo(new Ok());
        }
    }

    @Test
    void refusesDataThatNobodyHandles() {
        try (var _ = fred()) {
            assertThat(code(relay.data(WILMA, XmlFragment.of("<chess:move xmlns:chess='urn:chess' />"))))
                    .isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            var elsewhere = Data.of("http://example.com/1", Address.parse(WILMA), Address.parse("fred@example.com"));
            assertThat(code(relay.send(elsewhere))).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Test
    @Requirement("SEED-5")
    void handsOtherDataToItsHandler() throws Exception {
        try (var fred = fred(EndpointLimits.DEFAULT.withInbox(1, 1 << 20))) {
            var others = new LinkedBlockingQueue<ReceivedData>();
            var go = new CountDownLatch(1);
            fred.onData(data -> {
                others.add(data);
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(relay.data("apex=presence@example.com", XmlFragment.of("<publish transID='9' />")))
                    .isEqualTo(new Ok());
            assertThat(others.take().originator()).hasToString("apex=presence@example.com");
            assertThat(code(relay.data(WILMA, XmlFragment.of("<move xmlns='urn:chess' />"))))
                    .isEqualTo(ReplyCode.ABORTED);
            go.countDown();
        }
    }

    @Test
    @Requirement({"IMPP-4.1.3", "IMPP-5.4.4"})
    void answersWhereTheMessageAsksForAnswers() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(message -> message.reply(Message.text("Yes.")));
            relay.deliver(
                    WILMA,
                    Message.builder().messageId("1@example.com").text("?").build());
            var plain = relay.next();
            assertThat(plain.data().recipients().getFirst().identity()).hasToString(WILMA);
            assertThat(new Contents(1 << 20)
                            .message(plain.payload(), plain.data())
                            .inReplyTo())
                    .containsExactly("1@example.com");
            relay.deliver(
                    WILMA,
                    Message.builder()
                            .replyTo("mailto:wilma@example.com")
                            .replyTo("im:barney@example.com")
                            .text("?")
                            .build());
            assertThat(relay.next().data().recipients())
                    .singleElement()
                    .satisfies(recipient -> assertThat(recipient.identity()).hasToString("barney@example.com"));
        }
    }
}

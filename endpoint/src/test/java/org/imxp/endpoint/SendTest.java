package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.imxp.endpoint.SendOptions.Form;
import org.imxp.endpoint.SendOptions.Status;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.TargetHop;
import org.imxp.protocol.XmlFragment;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SendTest {
    private static final String WILMA = "wilma@example.com";
    private static final String PEBBLES = "pebbles@rubble.com";
    private static final Domain HOME = Address.parse(WILMA).domain();
    private static final Message HELLO = Message.text("Hello, Wilma. <3");

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final Contents contents = new Contents(1 << 20);

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        return fred(EndpointLimits.DEFAULT);
    }

    private Endpoint fred(EndpointLimits limits) {
        return Endpoint.attach(settings().withLimits(limits));
    }

    private EndpointSettings settings() {
        return relay.fred().withEnvironment(Environment.system().withTime(time, time));
    }

    private Message message(ScriptedRelay.Sent sent) {
        return contents.message(sent.payload(), sent.data());
    }

    private static SendException failure(CompletableFuture<Void> accepted) {
        try {
            accepted.join();
        } catch (CompletionException e) {
            return (SendException) e.getCause();
        }
        throw new AssertionError("the relay took it");
    }

    private static Stream<Arguments> formsAndDialects() {
        return Stream.of(Form.values())
                .flatMap(form -> Stream.of(Dialect.values()).map(dialect -> Arguments.of(form, dialect)));
    }

    @ParameterizedTest
    @MethodSource("formsAndDialects")
    @Requirement({"SEED-15", "SEED-16", "SEED-31", "WIRE-11", "IMPP-4.1.1", "IMPP-4.1.2"})
    void sendsEitherFormInEitherDialect(Form form, Dialect dialect) throws Exception {
        try (var fred = Endpoint.attach(settings().withDialect(dialect))) {
            var sending = fred.send(SendOptions.DEFAULT.withForm(form), HELLO, WILMA);
            var sent = relay.next();
            assertThat(sent.data().originator().identity()).hasToString("fred@example.com");
            assertThat(sent.data().recipients().getFirst().identity()).hasToString(WILMA);
            assertThat(sent.data().content()).startsWith(form == Form.INLINE ? "#" : "cid:");
            assertThat(message(sent)).isEqualTo(sending.message());
            sending.accepted().join();
        }
    }

    @Test
    @Requirement({"MSG-3", "MSG-24", "IMPP-4.1.3", "IMPP-4.1.9"})
    void addsWhatAReceiverLooksFor() throws Exception {
        try (var fred = fred()) {
            var first = fred.send(HELLO, WILMA, PEBBLES).message();
            var second = fred.send(HELLO, WILMA).message();
            var received = message(relay.next());
            assertThat(received.from().getFirst()).hasToString("im:fred@example.com");
            assertThat(received.to().toString()).isEqualTo("[im:wilma@example.com, im:pebbles@rubble.com]");
            assertThat(received.date().orElseThrow().toInstant()).isEqualTo(time.instant());
            assertThat(received.messageId()).isEqualTo(first.messageId());
            assertThat(first.messageId().orElseThrow()).endsWith("@example.com");
            assertThat(second.messageId()).isNotEqualTo(first.messageId());
        }
    }

    @Test
    void aRecipientThatIsNamedTwiceGetsTheMessageOnce() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA, PEBBLES, "wilma@EXAMPLE.com", "w%69lma@example.com");
            var sent = relay.next();
            assertThat(sent.data().recipients())
                    .extracting(recipient -> recipient.identity().toString())
                    .containsExactly(WILMA, PEBBLES);
            assertThat(message(sent).to()).hasSize(2);
            relay.report("example.com", sent.transId(), WILMA, 250);
            relay.report("rubble.com", sent.transId(), PEBBLES, 550);
            assertThat(sending.outcomes().join())
                    .containsOnlyKeys(Address.parse(WILMA), Address.parse(PEBBLES))
                    .containsEntry(Address.parse(WILMA), new Outcome.Delivered());
        }
    }

    @Test
    @Requirement("MSG-16")
    void sendsWhatXmlCannotCarryAsAPartOfItsOwn() throws Exception {
        try (var fred = fred()) {
            var picture = HELLO.with(new OpaqueContent("image/png", ByteBuffer.wrap(new byte[] {0, 1, 2}), ""));
            fred.send(picture, WILMA);
            var sent = relay.next();
            assertThat(sent.data().content()).startsWith("cid:");
            assertThat(message(sent).content().type()).isEqualTo("image/png");
        }
    }

    @Test
    @Requirement({"OPEN-35", "SEED-32", "IMPP-5.4.1"})
    void asksForAReportByDefault() throws Exception {
        try (var fred = fred()) {
            fred.send(HELLO, WILMA);
            var request = relay.next().statusRequest().orElseThrow();
            assertThat(request.targetHop()).isEqualTo(TargetHop.FINAL);
            assertThat(request.mustUnderstand()).isFalse();
            assertThat(request.transId()).isPositive();
        }
    }

    @Test
    @Requirement("CORE-47")
    void neverUsesATransIdTwiceAtATime() throws Exception {
        try (var fred = fred()) {
            var seen = new HashSet<Integer>();
            for (int i = 0; i < 200; i++) {
                fred.send(HELLO, WILMA);
                seen.add(relay.next().transId());
            }
            assertThat(seen).hasSize(200);
            assertThat(seen.stream().mapToInt(Integer::intValue).max().orElse(0))
                    .isGreaterThan(1_000_000);
        }
    }

    private static Stream<Arguments> outcomes() {
        var text = "said the test";
        return Stream.of(
                Arguments.of(250, new Outcome.Delivered()),
                Arguments.of(251, new Outcome.Delivered()),
                Arguments.of(421, new Outcome.Unreachable(HOME, text)),
                Arguments.of(450, new Outcome.NotAttached(text)),
                Arguments.of(504, new Outcome.Refused(ReplyCode.PARAMETER_NOT_IMPLEMENTED, text)),
                Arguments.of(537, new Outcome.Refused(ReplyCode.NOT_AUTHORIZED, text)),
                Arguments.of(550, new Outcome.UnknownRecipient(text)),
                Arguments.of(599, new Outcome.Refused(new ReplyCode(599), text)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @Requirement({"IMPP-4.2.1", "IMPP-5.4.1", "CORE-49"})
    void tellsWhatBecameOfAMessage(int code, Outcome expected) throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var transId = relay.next().transId();
            assertThat(relay.report("example.com", transId, WILMA, code)).isEqualTo(new Ok());
            assertThat(sending.outcome(WILMA).join()).isEqualTo(expected);
            assertThat(sending.outcome(WILMA).join().isDelivered()).isEqualTo(code < 300);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("WIRE-3")
    void understandsTheReportServiceOfEitherDialect(Dialect dialect) throws Exception {
        relay.profiles = List.of(dialect.profileUri());
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var transId = relay.next().transId();
            relay.report("example.com", transId, WILMA, 250);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void tellsWhatBecameOfAMessageForEachRecipient() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA, PEBBLES);
            var transId = relay.next().transId();
            relay.report("rubble.com", transId, PEBBLES, 450);
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.NotAttached("said the test"));
            assertThat(sending.outcome(WILMA)).isNotDone();
            relay.report("example.com", transId, WILMA, 250);
            assertThat(sending.outcomes().join())
                    .isEqualTo(Map.of(
                            Address.parse(WILMA),
                            new Outcome.Delivered(),
                            Address.parse(PEBBLES),
                            new Outcome.NotAttached("said the test")));
        }
    }

    @Test
    void believesADomainAboutItsOwnRecipientsOnly() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA, PEBBLES);
            var transId = relay.next().transId();
            assertThat(relay.report("evil.example", transId, WILMA, 537)).isEqualTo(new Ok());
            assertThat(relay.report("rubble.com", transId, WILMA, 537)).isEqualTo(new Ok());
            relay.report("example.com", transId, WILMA, 250);
            relay.report("example.com", transId, PEBBLES, 421);
            assertThat(sending.outcomes().join())
                    .containsEntry(Address.parse(WILMA), new Outcome.Delivered())
                    .containsEntry(Address.parse(PEBBLES), new Outcome.Unreachable(HOME, "said the test"));
        }
    }

    @Test
    void doesNotTakeAReportFromAnEndpoint() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var transId = relay.next().transId();
            var forged = XmlFragment.of("<statusResponse transID='" + transId
                    + "'><destination identity='wilma@example.com'><reply code='550' transID='" + transId
                    + "' /></destination></statusResponse>");
            assertThat(relay.data("barney@example.com", forged)).isInstanceOf(ErrorReply.class);
            relay.report("example.com", transId, WILMA, 250);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void doesNotTakeAReportOnSomebodyElse() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var transId = relay.next().transId();
            assertThat(relay.report("example.com", transId, "barney@example.com", 250))
                    .isEqualTo(new Ok());
            relay.report("example.com", transId, WILMA, 450);
            assertThat(sending.outcomes().join()).hasSize(1);
            assertThat(sending.outcome(WILMA).join()).isInstanceOf(Outcome.NotAttached.class);
        }
    }

    @Test
    @Requirement({"OPEN-25", "CORE-47"})
    void dropsAReportOnWhatItDoesNotKnow() {
        try (var _ = fred()) {
            assertThat(relay.report("example.com", 4711, WILMA, 250)).isEqualTo(new Ok());
        }
    }

    @Test
    @Requirement("OPEN-22")
    void takesAReportWhoseRepliesHaveNoTransId() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var report = "<statusResponse transID='" + relay.next().transId()
                    + "'><destination identity='wilma@example.com'><reply code='250' /></destination></statusResponse>";
            assertThat(relay.data("apex=report@example.com", XmlFragment.of(report)))
                    .isEqualTo(new Ok());
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void refusesAReportThatIsNone() {
        try (var _ = fred()) {
            var answer = relay.data("apex=report@example.com", XmlFragment.of("<hello />"));
            assertThat(((ErrorReply) answer).code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Test
    @Requirement("CORE-30")
    void doesNotKnowWhenNoReportComesInTime() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, WILMA);
            var transId = relay.next().transId();
            sending.accepted().join();
            time.advance(Duration.ofSeconds(29));
            assertThat(sending.outcome(WILMA)).isNotDone();
            time.advance(Duration.ofSeconds(1));
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Unknown("no report came within PT30S"));
            // Later it is as unknown as any other, and the message is not sent again.
            assertThat(relay.report("example.com", transId, WILMA, 250)).isEqualTo(new Ok());
            assertThat(sending.outcome(WILMA).join()).isInstanceOf(Outcome.Unknown.class);
            assertThat(relay.sent).isEmpty();
        }
    }

    @Test
    void doesNotKnowWhenNoReportWasAskedFor() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.withStatus(Status.NONE), HELLO, WILMA);
            assertThat(relay.next().statusRequest()).isEmpty();
            sending.accepted().join();
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Unknown("no report was asked for"));
        }
    }

    @Test
    @Requirement("CORE-30")
    void doesNotKnowWhenTheSessionIsLost() throws Exception {
        relay.answers = payload ->
                payload.data().filter(data -> data.recipients().size() > 1).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Ok());
        try (var fred = fred()) {
            var taken = fred.send(HELLO, WILMA);
            taken.accepted().join();
            var open = fred.send(HELLO, WILMA, PEBBLES);
            relay.next();
            relay.next();
            relay.lose();
            assertThat(taken.outcome(WILMA).join()).isInstanceOf(Outcome.Unknown.class);
            assertThat(taken.accepted()).isCompleted();
            assertThat(open.outcome(PEBBLES).join()).isInstanceOf(Outcome.Unknown.class);
            assertThat(failure(open.accepted()).code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
            assertThat(failure(fred.send(HELLO, WILMA).accepted()).code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
        }
    }

    @Test
    void tellsThatTheRelayDoesNotTakeTheOriginator() throws Exception {
        relay.answers = payload -> Optional.of(
                payload.data().isPresent() ? new ErrorReply(ReplyCode.NOT_AUTHORIZED, "not you") : new Ok());
        try (var fred = fred()) {
            var barney = SendOptions.DEFAULT.withOriginator(Address.parse("barney@example.com"));
            var sending = fred.send(barney, HELLO, WILMA);
            assertThat(relay.next().data().originator().identity()).hasToString("barney@example.com");
            var failure = failure(sending.accepted());
            assertThat(failure.code()).isEqualTo(ReplyCode.NOT_AUTHORIZED);
            assertThat(failure).hasMessage("537 action not authorized for user: not you");
            assertThat(sending.outcome(WILMA).join())
                    .isEqualTo(new Outcome.Refused(ReplyCode.NOT_AUTHORIZED, "not you"));
        }
    }

    @Test
    void tracesTheWayOfAMessage() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.withStatus(Status.TRACE), HELLO, PEBBLES);
            var request = relay.next().statusRequest().orElseThrow();
            assertThat(request.targetHop()).isEqualTo(TargetHop.ALL);
            relay.report("example.com", request.transId(), PEBBLES, 350);
            time.advance(Duration.ofSeconds(1));
            relay.report("rubble.com", request.transId(), PEBBLES, 250);
            var hops = new LinkedBlockingQueue<HopReport>();
            sending.onReport(hops::add);
            var pebbles = Address.parse(PEBBLES);
            var text = "said the test";
            assertThat(hops.take())
                    .isEqualTo(new HopReport(
                            HOME,
                            pebbles,
                            ReplyCode.IN_PROGRESS,
                            text,
                            time.instant().minusSeconds(1)));
            assertThat(hops.take())
                    .isEqualTo(new HopReport(pebbles.domain(), pebbles, ReplyCode.SUCCESS, text, time.instant()));
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void boundsTheMessagesWhoseFateIsNotKnown() throws Exception {
        try (var fred = fred(EndpointLimits.DEFAULT.withSendings(2, 1 << 20))) {
            var first = fred.send(HELLO, WILMA);
            fred.send(HELLO, WILMA);
            var third = fred.send(HELLO, WILMA);
            assertThat(failure(third.accepted()).code()).isEqualTo(ReplyCode.ABORTED);
            assertThat(third.outcome(WILMA).join()).isInstanceOf(Outcome.Refused.class);
            relay.report("example.com", relay.next().transId(), WILMA, 250);
            assertThat(first.outcome(WILMA).join().isDelivered()).isTrue();
            fred.send(HELLO, WILMA).accepted().join();
        }
    }

    @Test
    void boundsTheOctetsThatTheRelayHasNotAnswered() throws Exception {
        relay.answers = payload -> payload.data().isPresent() ? Optional.empty() : Optional.of(new Ok());
        try (var fred = fred(EndpointLimits.DEFAULT.withSendings(10, 3000))) {
            var first = fred.send(Message.text("x".repeat(2000)), WILMA);
            var second = fred.send(Message.text("x".repeat(2000)), WILMA);
            assertThat(failure(second.accepted()).code()).isEqualTo(ReplyCode.ABORTED);
            relay.answer(relay.next(), new Ok());
            first.accepted().join();
            var third = fred.send(Message.text("x".repeat(2000)), WILMA);
            relay.answer(relay.next(), new Ok());
            third.accepted().join();
        }
    }

    @Test
    @Requirement({"CORE-11", "SEED-5"})
    void sendsOtherData() throws Exception {
        relay.answers = payload -> Optional.of(
                payload.data()
                                .filter(data ->
                                        data.recipients().getFirst().identity().isService())
                                .isPresent()
                        ? new Ok()
                        : payload.data().isPresent() ? new ErrorReply(ReplyCode.TRANSACTION_FAILED, "no") : new Ok());
        try (var fred = fred()) {
            var content = new DataContent("Content", XmlFragment.of("<get owner='fred@example.com' />"));
            var service = Address.service("access", fred.address().domain());
            fred.sendData(Data.of(content, fred.address(), service)).join();
            assertThat(relay.next().data().dataContent()).isEqualTo(content);
            var refused = fred.sendData(Data.of(content, fred.address(), Address.parse(WILMA)));
            assertThat(failure(refused)).hasMessage("554 transaction failed: no");
        }
    }

    @Test
    @Requirement("CORE-45")
    void sendsNothingToAReportService() {
        try (var fred = fred()) {
            assertThatThrownBy(() -> fred.send(HELLO, "imxp=report@example.com"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("apex=report@example.com");
        }
    }

    @Test
    void refusesWhatItCannotSend() {
        try (var fred = fred()) {
            assertThatThrownBy(() -> fred.send(HELLO)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> fred.send(HELLO, "wilma")).isInstanceOf(ProtocolException.class);
            var sending = fred.send(HELLO, WILMA);
            assertThatThrownBy(() -> sending.outcome(PEBBLES))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[wilma@example.com]");
        }
    }
}

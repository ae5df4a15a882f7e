package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.message.Message;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.XmlContent;
import org.imxp.message.composing.ComposingReceiver;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.protocol.Address;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That somebody is writing: told with consent and at a bounded rate, and believed for a bounded time. */
class ComposingTest {
    private static final String WILMA = "wilma@example.com";
    private static final int PATIENCE_SECONDS = 20;
    private static final int MANY = 1000;

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<ComposingEvent> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        return Endpoint.attach(relay.fred().withEnvironment(Environment.system().withTime(time, time)));
    }

    private ComposingStatus status(ScriptedRelay.Sent sent) {
        var message = new MessageReader(MessageLimits.DEFAULT)
                .readElement(sent.data().dataContent().xml().element());
        return ComposingStatus.of(message.content(), MessageLimits.DEFAULT).orElseThrow();
    }

    private Message active(Duration refresh) {
        return new Message(
                List.of(),
                new ComposingStatus(true, Optional.empty(), Optional.empty(), Optional.of(refresh)).content());
    }

    private ComposingEvent next() throws InterruptedException {
        var event = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static ComposingEvent wilma(boolean isComposing) {
        return new ComposingEvent(Address.parse(WILMA), isComposing);
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    @Test
    void manyKeysAreOneStatusAndSilenceEndsIt() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> Set.of(Disclosed.COMPOSING));
            var composing = fred.composing(WILMA);
            for (int i = 0; i < 100; i++) {
                composing.typed();
            }
            var sent = relay.next();
            assertThat(status(sent).active()).isTrue();
            // It asks for no report, and not to be kept: it is of no use later.
            assertThat(sent.data().options()).isEmpty();
            time.awaitAlarm(Duration.ofSeconds(15));
            time.advance(Duration.ofSeconds(15));
            var end = status(relay.next());
            assertThat(end.active()).isFalse();
            assertThat(end.lastActive()).contains(time.instant().minusSeconds(15));
        }
    }

    @Test
    void theNextKeyLooksAgainLater() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> Set.of(Disclosed.COMPOSING));
            var composing = fred.composing(WILMA);
            composing.typed();
            assertThat(status(relay.next()).active()).isTrue();
            time.awaitAlarm(Duration.ofSeconds(15));
            time.advance(Duration.ofSeconds(10));
            composing.typed();
            time.advance(Duration.ofSeconds(5));
            time.awaitAlarm(Duration.ofSeconds(10));
            time.advance(Duration.ofSeconds(10));
            assertThat(status(relay.next()).active()).isFalse();
        }
    }

    @Test
    void isRefreshedOnceAMinute() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> Set.of(Disclosed.COMPOSING));
            var composing = fred.composing(WILMA);
            composing.typed();
            assertThat(status(relay.next()).active()).isTrue();
            for (int seconds = 0; seconds < 60; seconds += 10) {
                assertThat(relay.sent).isEmpty();
                time.advance(Duration.ofSeconds(10));
                composing.typed();
            }
            assertThat(status(relay.next()).active()).isTrue();
        }
    }

    @Test
    void aMessageThatIsSentNeedsNoEndAndOneThatIsThrownAwayDoes() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> Set.of(Disclosed.COMPOSING));
            var composing = fred.composing(WILMA);
            composing.typed();
            composing.sent();
            composing.typed();
            composing.stopped();
            assertThat(status(relay.next()).active()).isTrue();
            assertThat(status(relay.next()).active()).isTrue();
            assertThat(status(relay.next()).active()).isFalse();
        }
    }

    @Test
    void withoutConsentNothingIsToldNotEvenTheEnd() throws Exception {
        try (var fred = fred()) {
            var composing = fred.composing(WILMA);
            composing.typed();
            composing.stopped();
            fred.disclose(_ -> Set.of(Disclosed.DELIVERY, Disclosed.DISPLAY));
            composing.sent();
            composing.typed();
            composing.stopped();
            fred.send(Message.text("the next"), WILMA);
            assertThat(relay.next().data().dataContent().xml().xml()).contains("the next");
        }
    }

    @Test
    void itEndsForWhoeverWasToldThatItBeganAlsoWhenConsentHasEnded() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> Set.of(Disclosed.COMPOSING));
            var composing = fred.composing(WILMA);
            composing.typed();
            fred.disclose(Disclosure.NOTHING);
            composing.stopped();
            assertThat(status(relay.next()).active()).isTrue();
            assertThat(status(relay.next()).active()).isFalse();
        }
    }

    @Test
    void whatIsRefusedForGoodIsNotSentAgain() throws Exception {
        relay.answers = _ -> Optional.of(new ErrorReply(ReplyCode.NOT_AUTHORIZED, "no"));
        try (var fred = fred()) {
            var asked = new AtomicInteger();
            fred.disclose(_ -> {
                asked.incrementAndGet();
                return Set.of(Disclosed.COMPOSING);
            });
            var composing = fred.composing(WILMA);
            composing.typed();
            // Its answer is on the way; once it is here, nothing more is asked or sent.
            for (int i = 1; asked.get() == i && i < MANY; i++) {
                var _ = relay.next();
                composing.sent();
                composing.typed();
            }
            assertThat(asked).hasValueLessThan(MANY);
            int before = asked.get();
            composing.sent();
            composing.typed();
            assertThat(asked).hasValue(before);
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    @Test
    void isToldAndEndsByTime() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            fred.onComposing(told::add);
            assertThat(relay.deliver(WILMA, active(Duration.ofSeconds(90)))).isEqualTo(new Ok());
            assertThat(next()).isEqualTo(wilma(true));
            // A second one is no news.
            relay.deliver(WILMA, active(Duration.ofSeconds(90)));
            time.awaitAlarm(Duration.ofSeconds(90));
            time.advance(Duration.ofSeconds(90));
            assertThat(next()).isEqualTo(wilma(false));
            assertThat(received).isEmpty();
        }
    }

    @Test
    void noneIsBelievedForMoreThanAnHour() throws Exception {
        try (var fred = fred()) {
            fred.onComposing(told::add);
            relay.deliver(WILMA, active(Duration.ofDays(365)));
            assertThat(next()).isEqualTo(wilma(true));
            time.awaitAlarm(ComposingReceiver.LONGEST);
        }
    }

    @Test
    void aMessageEndsItAndSoDoesAnIdleStatus() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            fred.onComposing(told::add);
            relay.deliver(WILMA, active(Duration.ofSeconds(90)));
            assertThat(next()).isEqualTo(wilma(true));
            relay.deliver(WILMA, Message.text("Hello."));
            assertThat(next()).isEqualTo(wilma(false));
            relay.deliver(WILMA, active(Duration.ofSeconds(90)));
            assertThat(next()).isEqualTo(wilma(true));
            relay.deliver(WILMA, new Message(List.of(), ComposingStatus.IDLE.content()));
            assertThat(next()).isEqualTo(wilma(false));
        }
    }

    @Test
    void withoutHandlerItIsTakenAndDropped() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            assertThat(relay.deliver(WILMA, active(Duration.ofSeconds(90)))).isEqualTo(new Ok());
            relay.deliver(WILMA, Message.text("Hello."));
            var first = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(first.text()).isEqualTo("Hello.");
        }
    }

    @Test
    void aBrokenStatusIsRefusedByCode() {
        try (var fred = fred()) {
            fred.onComposing(told::add);
            var broken = new XmlContent("<isComposing/>", ComposingStatus.MEDIA_TYPE, "");
            assertThat(((ErrorReply) relay.deliver(WILMA, new Message(List.of(), broken))).code())
                    .isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }
}

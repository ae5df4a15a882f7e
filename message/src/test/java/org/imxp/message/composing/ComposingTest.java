package org.imxp.message.composing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who composes, as it is on the wire and as time goes by (RFC 3994). */
class ComposingTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    /** The first example of section 5, with the namespace of the schema location left as it is there. */
    private static final String ACTIVE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"
           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
           xsi:schemaLocation="urn:ietf:params:xml:ns:im-composing iscomposing.xsd">
          <state>active</state>
          <contenttype>text/plain</contenttype>
          <refresh>90</refresh>
        </isComposing>\
        """;

    private static final String IDLE = """
        <isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">
          <state>idle</state>
          <lastactive>2003-01-27T10:43:00Z</lastactive>
          <contenttype>audio</contenttype>
        </isComposing>\
        """;

    private static ComposingStatus read(String xml) {
        return ComposingStatus.of(new XmlContent(xml, ComposingStatus.MEDIA_TYPE, ""), MessageLimits.DEFAULT)
                .orElseThrow();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void readsTheExamplesOfTheSpecification() {
        assertThat(read(ACTIVE))
                .isEqualTo(new ComposingStatus(
                        true, Optional.empty(), Optional.of("text/plain"), Optional.of(Duration.ofSeconds(90))));
        assertThat(read(IDLE))
                .isEqualTo(new ComposingStatus(
                        false,
                        Optional.of(Instant.parse("2003-01-27T10:43:00Z")),
                        Optional.of("audio"),
                        Optional.empty()));
    }

    @Test
    void writesWhatItReads() {
        for (var status : List.of(read(ACTIVE), read(IDLE), ComposingStatus.IDLE)) {
            assertThat(ComposingStatus.of(status.content(), MessageLimits.DEFAULT))
                    .contains(status);
        }
        assertThat(read(ACTIVE).content().xml()).contains("<state>active</state>");
    }

    @Test
    void takesStatesItDoesNotKnowForIdleAndIgnoresExtensions() {
        assertThat(read(ACTIVE.replace(">active<", ">recording<")).active()).isFalse();
        assertThat(read(ACTIVE.replace("<refresh>", "<x:state xmlns:x='urn:x'>idle</x:state><refresh>")))
                .isEqualTo(read(ACTIVE));
        assertThat(read(IDLE.replace("2003", "in 2003")).lastActive()).isEmpty();
    }

    @Test
    void anotherContentIsNoStatus() {
        assertThat(ComposingStatus.of(TextContent.plain("hi"), MessageLimits.DEFAULT))
                .isEmpty();
        assertThat(ComposingStatus.of(new XmlContent(ACTIVE, "text/xml", ""), MessageLimits.DEFAULT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "", "x", "000"})
    void refusesARefreshThatIsNone(String refresh) {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> read(ACTIVE.replace(">90<", ">" + refresh + "<")))
                .withMessageContaining("one or more");
    }

    @Test
    void refusesWhatIsNoStatus() {
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> read("<a/>"));
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> read("no"));
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> read(ACTIVE.replace("state>", "other>")))
                .withMessageContaining("no 'state'");
    }

    @Property
    void anyTextIsAStatusOrAFault(@ForAll @StringLength(max = 100) String text) {
        for (var xml : List.of(text, ACTIVE.replace("90", text), ACTIVE.replace("<state>", text))) {
            try {
                assertThat(read(xml).content().xml()).isNotEmpty();
            } catch (MessageFault fault) {
                assertThat(fault.code()).isIn(500, 501);
            }
        }
    }

    @Test
    void theReceiverBelievesAStatusForAsLongAsItSays() {
        var receiver = ComposingReceiver.IDLE.received(read(ACTIVE), START);
        assertThat(receiver.isComposing(at(89))).isTrue();
        assertThat(receiver.isComposing(at(90))).isFalse();
        var silent = ComposingReceiver.IDLE.received(read(ACTIVE.replace("<refresh>90</refresh>", "")), START);
        assertThat(silent.isComposing(at(119))).isTrue();
        assertThat(silent.isComposing(at(120))).isFalse();
        var again = receiver.received(read(ACTIVE), at(10));
        assertThat(again.isComposing(at(99))).isTrue();
    }

    @Test
    void theReceiverForgetsOnAMessageOrAnIdleStatus() {
        var receiver = ComposingReceiver.IDLE.received(read(ACTIVE), START);
        assertThat(receiver.received(read(IDLE), at(1)).isComposing(at(1))).isFalse();
        assertThat(receiver.receivedMessage().isComposing(at(1))).isFalse();
    }

    @Test
    void theReceiverBelievesNobodyForLongerThanAnHour() {
        var hour = ComposingReceiver.IDLE.received(read(ACTIVE.replace("90", "3600")), START);
        var more = ComposingReceiver.IDLE.received(read(ACTIVE.replace("90", "99999999999999999999")), START);
        assertThat(hour.isComposing(at(3599))).isTrue();
        assertThat(more.isComposing(at(3599))).isTrue();
        assertThat(more.isComposing(at(3600))).isFalse();
    }

    @Test
    void theSenderTellsThatItComposesOnceUntilTheRefresh() {
        var first = ComposingSender.idle(ComposingTimes.DEFAULT).composing(START);
        assertThat(first.status())
                .contains(new ComposingStatus(
                        true, Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(1))));
        var state = first.next();
        for (var second = 5; second < 60; second += 5) {
            var step = state.composing(at(second));
            assertThat(step.status()).isEmpty();
            state = step.next();
        }
        assertThat(state.next()).contains(at(60));
        assertThat(state.at(at(59)).status()).isEmpty();
        assertThat(state.at(at(60)).status()).map(ComposingStatus::active).contains(true);
    }

    @Test
    void theSenderTellsThatItStoppedAfterTheTimeOut() {
        var state =
                ComposingSender.idle(ComposingTimes.DEFAULT).composing(START).next();
        assertThat(state.next()).contains(at(15));
        assertThat(state.at(at(14)).status()).isEmpty();
        var idle = state.at(at(15));
        assertThat(idle.status())
                .contains(new ComposingStatus(false, Optional.of(START), Optional.empty(), Optional.empty()));
        assertThat(idle.next().next()).isEmpty();
        assertThat(idle.next().at(at(1000)).status()).isEmpty();
    }

    @Test
    void theSenderHoldsASecondActiveStatusForTheInterval() {
        var idle = ComposingSender.idle(ComposingTimes.DEFAULT)
                .composing(START)
                .next()
                .at(at(15))
                .next();
        var held = idle.composing(at(20));
        assertThat(held.status()).isEmpty();
        // Nobody was told, so nobody is told that it has stopped.
        assertThat(held.next().at(at(35)).status()).isEmpty();
        var still = held.next()
                .composing(at(30))
                .next()
                .composing(at(44))
                .next()
                .composing(at(58))
                .next();
        assertThat(still.next()).contains(at(60));
        assertThat(still.at(at(60)).status()).map(ComposingStatus::active).contains(true);
    }

    @Test
    void aSentMessageTellsEnough() {
        var active =
                ComposingSender.idle(ComposingTimes.DEFAULT).composing(START).next();
        var sent = active.finished(true);
        assertThat(sent.status()).isEmpty();
        assertThat(sent.next().composing(at(2)).status()).isPresent();
        var dropped = active.finished(false);
        assertThat(dropped.status()).contains(ComposingStatus.IDLE);
        assertThat(dropped.next().composing(at(2)).status()).isEmpty();
        assertThat(dropped.next().finished(false).status()).isEmpty();
    }

    @Test
    void withoutRefreshAnActiveStatusIsNotRepeated() {
        var times = new ComposingTimes(Duration.ofHours(1), Optional.empty());
        var state = ComposingSender.idle(times).composing(START);
        assertThat(state.status()).flatMap(ComposingStatus::refresh).isEmpty();
        assertThat(state.next().at(at(3599)).status()).isEmpty();
        assertThat(state.next().next()).contains(at(3600));
    }

    @Test
    void tellsNothingToWhoDoesNotTakeIt() {
        var refused = ComposingSender.idle(ComposingTimes.DEFAULT)
                .composing(START)
                .next()
                .refused();
        assertThat(refused.composing(at(100)).status()).isEmpty();
        assertThat(refused.at(at(100)).status()).isEmpty();
        assertThat(refused.finished(true).next().composing(at(200)).status()).isEmpty();
        assertThat(refused.next()).isEmpty();
    }

    @Test
    void refusesToRepeatMoreOftenThanEveryMinute() {
        assertThat(new ComposingTimes(Duration.ofSeconds(1), Optional.of(Duration.ofMinutes(1))))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComposingTimes(Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(59))));
        assertThatIllegalArgumentException().isThrownBy(() -> new ComposingTimes(Duration.ZERO, Optional.empty()));
    }

    @Property
    void neverSendsTwoActiveStatusesInOneInterval(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 40) Integer> pauses) {
        var state = ComposingSender.idle(ComposingTimes.DEFAULT);
        var second = 0;
        var last = -60;
        for (var pause : pauses) {
            second += pause;
            var passed = state.at(at(second));
            var typed = passed.next().composing(at(second));
            for (var step : List.of(passed, typed)) {
                if (step.status().filter(ComposingStatus::active).isPresent()) {
                    assertThat(second - last).isGreaterThanOrEqualTo(60);
                    last = second;
                }
            }
            state = typed.next();
        }
    }
}

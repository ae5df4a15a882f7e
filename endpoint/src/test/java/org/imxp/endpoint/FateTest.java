package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.imxp.endpoint.SendOptions.Status;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Option;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.TargetHop;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of messages that take their time or a long way. */
class FateTest {
    private static final String WILMA = "wilma@example.com";
    private static final String PEBBLES = "pebbles@rubble.com";
    private static final Message HELLO = Message.text("Hello.");
    private static final String SAID = "said the test";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();

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

    private static Option option(ScriptedRelay.Sent sent, String name) {
        return sent.data().options().stream()
                .filter(option -> option.name().equals(new InternalOption(name)))
                .findFirst()
                .orElseThrow();
    }

    // ---- held ------------------------------------------------------------------------------------------------------

    @Test
    @Requirement("OPT-13")
    void asksOnceForAMessageToBeHeld() throws Exception {
        try (var fred = fred()) {
            fred.send(SendOptions.DEFAULT.held().held(), HELLO, WILMA);
            assertThat(relay.next().data().options())
                    .extracting(option -> option.name().toString())
                    .containsExactly("hold4Endpoint", "statusRequest");
        }
    }

    @Test
    void heldIsAnOutcomeAndDeliveredFollows() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.held(), HELLO, PEBBLES);
            var transId = relay.next().transId();
            relay.report("rubble.com", transId, PEBBLES, 350);
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.Held(SAID));
            assertThat(sending.outcome(PEBBLES).join().isFinal()).isFalse();
            assertThat(sending.finalOutcome(PEBBLES)).isNotDone();
            // The wait for a first report is over, and that for the end is another.
            time.advance(Duration.ofHours(23));
            relay.report("rubble.com", transId, PEBBLES, 350);
            relay.report("rubble.com", transId, PEBBLES, 250);
            assertThat(sending.finalOutcome(PEBBLES).join()).isEqualTo(new Outcome.Delivered());
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.Held(SAID));
            assertThat(sending.outcomes().join()).containsEntry(Address.parse(PEBBLES), new Outcome.Held(SAID));
        }
    }

    @Test
    void theFinalOutcomeIsTheFirstUnlessThatIsHeld() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.held(), HELLO, WILMA, PEBBLES);
            var transId = relay.next().transId();
            relay.report("example.com", transId, WILMA, 250);
            relay.report("rubble.com", transId, PEBBLES, 350);
            assertThat(sending.finalOutcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
            assertThat(sending.outcome(PEBBLES).join()).isInstanceOf(Outcome.Held.class);
            relay.report("rubble.com", transId, PEBBLES, 537);
            assertThat(sending.finalOutcome(PEBBLES).join())
                    .isEqualTo(new Outcome.Refused(ReplyCode.NOT_AUTHORIZED, SAID));
        }
    }

    @Test
    void aRelayBetweenDoesNotHold() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.held().withStatus(Status.TRACE), HELLO, PEBBLES);
            var transId = relay.next().transId();
            relay.report("example.com", transId, PEBBLES, 350);
            relay.report("hub.example", transId, PEBBLES, 350);
            relay.report("rubble.com", transId, PEBBLES, 250);
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void nothingIsHeldThatWasNotToBe() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(HELLO, PEBBLES);
            var transId = relay.next().transId();
            relay.report("rubble.com", transId, PEBBLES, 350);
            relay.report("rubble.com", transId, PEBBLES, 250);
            assertThat(sending.outcome(PEBBLES).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void waitsForTheEndOfHeldMessagesNoLongerThanItsBound() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.held(), HELLO, WILMA);
            relay.report("example.com", relay.next().transId(), WILMA, 350);
            time.advance(Duration.ofHours(24).minusMillis(1));
            assertThat(sending.finalOutcome(WILMA)).isNotDone();
            time.advance(Duration.ofMillis(1));
            assertThat(sending.finalOutcome(WILMA).join())
                    .isEqualTo(new Outcome.Unknown("it is held, and no report followed within PT24H"));
        }
    }

    @Test
    void followsNoMoreHeldMessagesThanItsBoundAndLetsTheOldestGo() throws Exception {
        try (var fred =
                fred(EndpointLimits.DEFAULT.withHeld(2, Duration.ofDays(1)).withSendings(1, 1 << 20))) {
            var held = SendOptions.DEFAULT.held();
            var first = fred.send(held, HELLO, WILMA);
            relay.report("example.com", relay.next().transId(), WILMA, 350);
            first.outcome(WILMA).join();
            // What is held takes no place of what is not.
            var second = fred.send(held, HELLO, WILMA);
            var secondId = relay.next().transId();
            relay.report("example.com", secondId, WILMA, 350);
            second.outcome(WILMA).join();
            assertThat(first.finalOutcome(WILMA)).isNotDone();
            var third = fred.send(held, HELLO, WILMA);
            relay.report("example.com", relay.next().transId(), WILMA, 350);
            third.outcome(WILMA).join();
            assertThat(first.finalOutcome(WILMA).join().sentence()).contains("2 are, the most that are allowed");
            relay.report("example.com", secondId, WILMA, 250);
            assertThat(second.finalOutcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
            assertThat(third.finalOutcome(WILMA)).isNotDone();
        }
    }

    @Test
    void doesNotKnowTheEndOfWhatIsHeldWhenItIsClosed() throws Exception {
        Sending sending;
        try (var fred = fred()) {
            sending = fred.send(SendOptions.DEFAULT.held(), HELLO, WILMA);
            relay.report("example.com", relay.next().transId(), WILMA, 350);
            sending.outcome(WILMA).join();
        }
        assertThat(sending.outcome(WILMA).join()).isInstanceOf(Outcome.Held.class);
        assertThat(sending.finalOutcome(WILMA).join())
                .isEqualTo(new Outcome.Unknown("it is held, and no longer followed: the endpoint was closed"));
    }

    // ---- bounds of time and way ------------------------------------------------------------------------------------

    @Test
    @Requirement("OPT-4")
    void boundsTheTimeOfAMessage() throws Exception {
        try (var fred = fred()) {
            fred.send(SendOptions.DEFAULT.expiringAfter(Duration.ofSeconds(6)), HELLO, WILMA);
            var sent = relay.next();
            var timing = option(sent, "dataTiming");
            assertThat(timing.targetHop()).isEqualTo(TargetHop.ALL);
            assertThat(timing.mustUnderstand()).isTrue();
            assertThat(timing.transId()).isPositive().isNotEqualTo(sent.transId());
            assertThat(timing.content().xml()).isEqualTo("<dataTiming noLaterThan='6000' reportErrors='true' />");
        }
    }

    @Test
    @Requirement("OPT-16")
    void boundsTheHopsOfAMessage() throws Exception {
        try (var fred = fred()) {
            var quiet = SendOptions.DEFAULT.withMostHops(3).withStatus(Status.NONE);
            fred.send(quiet, HELLO, WILMA);
            var hopping = option(relay.next(), "dataHopping");
            assertThat(hopping.targetHop()).isEqualTo(TargetHop.ALL);
            assertThat(hopping.mustUnderstand()).isTrue();
            assertThat(hopping.content().xml()).isEqualTo("<dataHopping noMoreThan='3' />");
        }
    }

    @Test
    @Requirement("OPT-10")
    void aTimingErrorReportMeansThatItExpired() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.expiringAfter(Duration.ofSeconds(6)), HELLO, WILMA);
            var timing = option(relay.next(), "dataTiming").transId();
            relay.report("example.com", timing, WILMA, 350);
            time.advance(Duration.ofSeconds(6));
            relay.report("example.com", timing, WILMA, 550);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Expired(SAID));
        }
    }

    @Test
    void anEarlyTimingErrorReportLeavesTheReasonToTheStatus() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.expiringAfter(Duration.ofSeconds(6)), HELLO, WILMA);
            var sent = relay.next();
            relay.report("example.com", option(sent, "dataTiming").transId(), WILMA, 550);
            relay.report("example.com", sent.transId(), WILMA, 450);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.NotAttached(SAID));
        }
    }

    @Test
    void aFinalHopReportMeansThatItWasDelivered() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.expiringAfter(Duration.ofSeconds(6)), HELLO, WILMA);
            relay.report("example.com", option(relay.next(), "dataTiming").transId(), WILMA, 250);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    void a550AfterTheTimeIsOverMeansThatItExpired() throws Exception {
        try (var fred = fred()) {
            var options = SendOptions.DEFAULT.held().expiringAfter(Duration.ofSeconds(6));
            var held = fred.send(options, HELLO, WILMA);
            var transId = relay.next().transId();
            var unknown = fred.send(options, HELLO, PEBBLES);
            var early = relay.next().transId();
            relay.report("example.com", transId, WILMA, 350);
            time.advance(Duration.ofMillis(5999));
            relay.report("rubble.com", early, PEBBLES, 550);
            time.advance(Duration.ofMillis(1));
            relay.report("example.com", transId, WILMA, 550);
            assertThat(held.finalOutcome(WILMA).join()).isEqualTo(new Outcome.Expired(SAID));
            assertThat(unknown.outcome(PEBBLES).join()).isEqualTo(new Outcome.UnknownRecipient(SAID));
        }
    }

    @Test
    void tooManyHopsMeanThatTheWayEndedThere() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.withMostHops(1), HELLO, PEBBLES);
            var sent = relay.next();
            relay.report("example.com", sent.transId(), PEBBLES, 550);
            relay.report("example.com", option(sent, "dataHopping").transId(), PEBBLES, 550);
            assertThat(sending.outcome(PEBBLES).join())
                    .isEqualTo(new Outcome.Unreachable(fred.address().domain(), SAID));
            assertThat(sending.outcome(PEBBLES).join().sentence())
                    .isEqualTo("unreachable: example.com found no way on: said the test");
        }
    }

    @Test
    void refusesBoundsThatNoRelayCanKeep() {
        assertThat(SendOptions.DEFAULT.expiringAfter(SendOptions.LONGEST_EXPIRY).expiry())
                .contains(Duration.ofMillis(2147483647));
        assertThatThrownBy(() -> SendOptions.DEFAULT.expiringAfter(SendOptions.LONGEST_EXPIRY.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are 1 to 2147483647 milliseconds");
        assertThatThrownBy(() -> SendOptions.DEFAULT.expiringAfter(Duration.ofNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SendOptions.DEFAULT.withMostHops(255).mostHops()).hasValue(255);
        assertThatThrownBy(() -> SendOptions.DEFAULT.withMostHops(256))
                .hasMessage("mostHops is 256: allowed are 1 to 255");
        assertThatThrownBy(() -> SendOptions.DEFAULT.withMostHops(0)).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- who is believed -------------------------------------------------------------------------------------------

    @Test
    @Requirement("CORE-43")
    void aRelayBetweenIsToldButNotBelieved() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.withStatus(Status.TRACE), HELLO, PEBBLES);
            var hops = new LinkedBlockingQueue<HopReport>();
            sending.onReport(hops::add);
            var transId = relay.next().transId();
            assertThat(sending.sentAt()).isEqualTo(time.instant());
            time.advance(Duration.ofMillis(3));
            relay.report("example.com", transId, PEBBLES, 350);
            time.advance(Duration.ofMillis(4));
            relay.report("hub.example", transId, PEBBLES, 421);
            assertThat(hops.take().receivedAt()).isEqualTo(sending.sentAt().plusMillis(3));
            var between = hops.take();
            assertThat(between.domain()).hasToString("hub.example");
            assertThat(between.code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
            assertThat(between.receivedAt()).isEqualTo(sending.sentAt().plusMillis(7));
            assertThat(sending.outcome(PEBBLES)).isNotDone();
            time.advance(Duration.ofSeconds(30));
            assertThat(sending.outcome(PEBBLES).join().sentence())
                    .isEqualTo("unknown: no report came within PT30S; hub.example, which is not believed about others,"
                            + " said unreachable: hub.example found no way on: said the test");
        }
    }
}

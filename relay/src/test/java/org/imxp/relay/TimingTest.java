package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.ask;
import static org.imxp.relay.Reports.barney;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.destination;
import static org.imxp.relay.Reports.option;
import static org.imxp.relay.Reports.report;
import static org.imxp.relay.Reports.timing;
import static org.imxp.relay.Reports.to;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final String ANN = "ann@elsewhere.example";
    private static final String BARNEY = "barney@example.com";
    private static final String LATE = "550 not delivered within the time of noLaterThan";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = world.attached("fred@example.com");
    private final FarRelays far = world.farRelays();

    private EdgePeer fredSends(String recipients, String options) {
        return fred.says(data(recipients, options)).hears("<ok />");
    }

    private void connectingTakes(int millis) {
        far.answer(Outcome.DELIVERED);
        far.connecting(() -> world.time().pass(millis));
    }

    @Test
    @Requirement("OPT-5")
    void theNextRelayGetsTheTimeThatIsLeft() {
        connectingTakes(4_000);
        fredSends(to(ANN), timing(86, "noLaterThan='10000' returnTrip='20000' reportErrors='true'"))
                .getsNothing();
        assertThat(far.next().xml())
                .isEqualTo(data(to(ANN), timing(86, "noLaterThan='6000' returnTrip='20000' reportErrors='true'")));
    }

    @Test
    @Requirement({"OPT-5", "OPT-10"})
    void whatIsTooLateForTheNextRelayIsNotSentAndReported() {
        connectingTakes(10_000);
        fredSends(to(ANN), timing(86, "noLaterThan='10000' reportErrors='true'"))
                .gets(report("example.com", 86, destination(ANN, 86, LATE)))
                .getsNothing();
        fredSends(to(ANN), timing(86, "noLaterThan='10000'")).getsNothing();
        assertThat(far.count()).isZero();
    }

    @Test
    @Requirement("OPT-7")
    void whoConnectsKnowsUntilWhenItIsOfUse() {
        fredSends(to(ANN), timing(86, "noLaterThan='10000'"));
        assertThat(far.expiry()).contains(world.time().instant().plusMillis(10_000));
        fredSends(to(ANN), timing(86, "reportAfter='10000'"));
        assertThat(far.expiry()).isEmpty();
    }

    @Test
    @Requirement("OPT-7")
    void whatCanNotArriveIsReportedBeforeItsTimeIsOver() {
        fredSends(to(ANN), timing(86, "noLaterThan='10000' reportErrors='true'"))
                .gets(report(
                        "example.com", 86, destination(ANN, 86, "550 no relay of the recipient's domain is reachable")))
                .getsNothing();
        fredSends(to(BARNEY), timing(86, "noLaterThan='10000' reportErrors='true'"))
                .gets(barney(86, "550 the endpoint is not attached"))
                .getsNothing();
        assertThat(world.time().alarms()).isZero();
    }

    @Test
    @Requirement({"OPT-6", "OPT-10"})
    void aRecipientThatDoesNotAnswerInTimeIsReported() {
        var recipient = world.attached(BARNEY).answersByHand();
        fredSends(to(BARNEY), timing(86, "noLaterThan='10000' reportErrors='true'") + ask(87));
        world.pass(9_999);
        fred.getsNothing();
        world.pass(1);
        fred.gets(barney(87, LATE)).gets(barney(86, LATE)).getsNothing();
        recipient.answers(recipient.gets(), "<ok />");
        fred.getsNothing();
    }

    @Test
    @Requirement("OPT-6")
    void anAnswerInTimeIsNoError() {
        var recipient = world.attached(BARNEY).answersByHand();
        fredSends(to(BARNEY), timing(86, "noLaterThan='10000' reportErrors='true'"));
        world.pass(9_999);
        recipient.answers(recipient.gets(), "<ok />");
        assertThat(world.time().alarms()).isZero();
        world.pass(100_000);
        fred.getsNothing();
    }

    @Test
    @Requirement({"OPT-8", "OPT-9", "OPEN-21"})
    void aDeliveryIsReportedWithATimeForTheWayBack() {
        world.attached(BARNEY);
        fredSends(to(BARNEY), timing(86, "noLaterThan='10000' returnTrip='20000'"))
                .gets(Reports.with(
                        timing(99, "noLaterThan='20000'"), "example.com", 86, destination(BARNEY, 86, "250")))
                .getsNothing();
    }

    @Test
    @Requirement("OPEN-19")
    void withoutNoLaterThanAReturnTripSaysNothing() {
        world.attached(BARNEY);
        fredSends(to(BARNEY), timing(86, "returnTrip='20000'")).getsNothing();
    }

    @Test
    @Requirement({"OPEN-21", "OPT-18"})
    void statusAndTimingAreTwoReports() {
        world.attached(BARNEY);
        fredSends(to(BARNEY), timing(86, "noLaterThan='10000' returnTrip='20000'") + ask(87))
                .gets(barney(87, "250"))
                .gets(Reports.with(
                        timing(99, "noLaterThan='20000'"), "example.com", 86, destination(BARNEY, 86, "250")))
                .getsNothing();
    }

    @Test
    @Requirement("OPT-11")
    void aDelayOnTheWayToTheNextRelayIsReportedAndTheDataGoesOn() {
        connectingTakes(4_000);
        fredSends(to(ANN), timing(86, "reportAfter='4000'"))
                .gets(report("example.com", 86, destination(ANN, 86, "350 not delivered yet")))
                .getsNothing();
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), timing(86, "").replace("  ", " ")));
        fredSends(to(ANN), timing(86, "reportAfter='4001'")).getsNothing();
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), timing(86, "reportAfter='1'")));
    }

    @Test
    @Requirement({"OPT-12", "OPT-18"})
    void aRecipientThatTakesLongIsReportedOnce() {
        var recipient = world.attached(BARNEY).answersByHand();
        fredSends(to(BARNEY), timing(86, "reportAfter='60000'"));
        world.pass(59_999);
        fred.getsNothing();
        world.pass(1);
        fred.gets(barney(86, "350 not delivered yet"));
        world.pass(1_000_000);
        recipient.answers(recipient.gets(), "<ok />");
        fred.getsNothing();
    }

    @Test
    @Requirement("OPT-12")
    void noLaterThanIsTheUpperBoundOfReportAfter() {
        world.attached(BARNEY).answersByHand();
        fredSends(to(BARNEY), timing(86, "noLaterThan='1000' reportAfter='1000' reportErrors='true'"));
        world.pass(100_000);
        fred.gets(barney(86, LATE)).getsNothing();
    }

    @Test
    @Requirement("OPT-12")
    void whatWasAnsweredIsNotDelayed() {
        world.attached(BARNEY);
        fredSends(to(BARNEY), timing(86, "reportAfter='1000'"));
        assertThat(world.time().alarms()).isZero();
        fredSends(to("wilma@example.com"), timing(86, "reportAfter='1000'"));
        assertThat(world.time().alarms()).isZero();
        fred.getsNothing();
    }

    @Test
    @Requirement({"OPT-4", "OPEN-18"})
    void refusesWhatIsNotWellSaid() {
        for (var bad : new String[] {
            timing(86, "noLaterThan='x'"),
            option("dataTiming", "all", 86, ""),
            timing(1, "noLaterThan='1'") + timing(2, "noLaterThan='1'"),
            timing(86, "reportAfter='1'").replace(" transID='86'", "")
        }) {
            fred.says(data(to(BARNEY), bad)).hearsError(501);
        }
        fredSends(to(BARNEY), timing(86, "noLaterThan='1'").replace(" transID='86'", ""));
    }

    @Test
    @Requirement("CORE-51")
    void mindsNoMoreTimesThanItCan() {
        world.attached(BARNEY).answersByHand();
        world.time().allow(1);
        fredSends(to(BARNEY), timing(86, "noLaterThan='1000'") + ask(87)).getsNothing();
        fredSends(to(BARNEY), timing(86, "noLaterThan='1000'") + ask(88))
                .gets(barney(88, "451 the relay minds the time of as many data as it can, send it again later"))
                .getsNothing();
        fredSends(to(BARNEY), timing(86, "reportAfter='1000'") + ask(89)).getsNothing();
    }

    @Test
    @Requirement("OPT-18")
    void nothingIsReportedOfAReport() {
        far.answer(FarRelays.UNREACHABLE);
        fred.says(data(to(ANN), timing(86, "noLaterThan='1' reportErrors='true'") + ask(1))
                        .replace("http://example.com/x", "#C")
                        .replace(
                                "</data>",
                                "<data-content Name='C'><statusResponse transID='1'><destination identity='a@b'>"
                                        + "<reply code='250' /></destination></statusResponse></data-content></data>"))
                .hears("<ok />")
                .getsNothing();
    }
}

package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.ask;
import static org.imxp.relay.Reports.barney;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.destination;
import static org.imxp.relay.Reports.report;
import static org.imxp.relay.Reports.timing;
import static org.imxp.relay.Reports.to;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Option;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Limits;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final String BARNEY = "barney@example.com";
    private static final String HOLD = "<option internal='hold4Endpoint' targetHop='final' mustUnderstand='false' />";
    private static final String HELD = "350 held until the endpoint attaches";
    private static final String LATE = "550 not delivered within the time of noLaterThan";

    private final AtomicBoolean allowed = new AtomicBoolean(true);
    private final MemoryWorld world = new MemoryWorld(
            MeshBounds.of(Limits.defaults()),
            (owner, actor, action) -> allowed.get() || actor.isService(),
            TlsPolicy.OFF);
    private final EdgePeer fred = world.attached("fred@example.com");

    private EdgePeer fredSends(String recipients, String options) {
        return fred.says(data(recipients, options)).hears("<ok />");
    }

    @Test
    @Requirement({"OPT-13", "OPEN-18"})
    void dataForAnEndpointThatIsAwayIsHeldUntilItAttaches() {
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, HELD)).getsNothing();
        assertThat(world.holding().kept()).hasSize(1);

        var recipient = world.attached(BARNEY);
        recipient.gets(data(to(BARNEY), HOLD + ask(86))).getsNothing();
        fred.gets(barney(86, "250")).getsNothing();
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement("OPT-13")
    void withoutTheOptionNothingIsHeld() {
        fredSends(to(BARNEY), ask(86)).gets(barney(86, "450 the endpoint is not attached"));
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement({"OPT-13", "OPT-15"})
    void givesHeldDataInItsOrder() {
        for (int i = 1; i <= 3; i++) {
            fredSends(to(BARNEY), HOLD + ask(i)).gets(barney(i, HELD));
        }
        var recipient = world.attached(BARNEY);
        for (int i = 1; i <= 3; i++) {
            recipient.gets(data(to(BARNEY), HOLD + ask(i)));
            fred.gets(barney(i, "250"));
        }
        recipient.getsNothing();
    }

    @Test
    @Requirement("OPT-15")
    void holdsInTheOrderOfArrivalThoughItAsksWhoExists() {
        var lookups = world.lookupsByHand();
        fredSends(to(BARNEY), HOLD + ask(1));
        fredSends(to("wilma@example.com"), HOLD + ask(3));
        fredSends(to(BARNEY), HOLD + ask(2));
        // The second for barney is not asked about before the first is held.
        assertThat(lookups).hasSize(2);

        lookups.get(1).complete(true);
        lookups.get(0).complete(true);
        lookups.get(2).complete(true);
        world.run();

        assertThat(fred.messageCount()).isEqualTo(3);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + ask(1))).gets(data(to(BARNEY), HOLD + ask(2)));
    }

    @Test
    @Requirement("OPT-15")
    void whatMissedTheEndpointIsHeldBeforeWhatCameLater() {
        var recipient = world.attached(BARNEY);
        world.pause();
        fred.says(data(to(BARNEY), HOLD + ask(1)));
        fred.says(data(to(BARNEY), HOLD + ask(2)));
        world.step();
        // The first is on its way to the recipient's session, which ends; the second finds nobody attached.
        recipient.link().cut();
        world.step();
        world.resume();

        fred.hears("<ok />").hears("<ok />");
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + ask(1))).gets(data(to(BARNEY), HOLD + ask(2)));
    }

    @Test
    @Requirement("OPT-13")
    void dataThatMayNotWaitDoesNotWaitForWhatIsHeld() {
        fredSends(to(BARNEY), HOLD + ask(1)).gets(barney(1, HELD));
        fredSends(to(BARNEY), HOLD + ask(2)).gets(barney(2, HELD));
        var recipient = world.peer().on(Dialect.APEX, BARNEY).answersByHand();
        recipient.says("<attach endpoint='" + BARNEY + "' transID='1' />").hears("<ok />");
        recipient.gets(data(to(BARNEY), HOLD + ask(1)));

        fredSends(to(BARNEY), "");

        recipient.gets(data(to(BARNEY), ""));
    }

    @Test
    @Requirement({"OPT-13", "CORE-51"})
    void anEndpointThatDoesNotAnswerWhatWasHeldIsAttachedNoMore() {
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, HELD));
        var silent = world.peer().on(Dialect.APEX, BARNEY).answersByHand();
        silent.says("<attach endpoint='" + BARNEY + "' transID='1' />").hears("<ok />");
        var given = silent.gets();

        world.pass(59_999);
        silent.getsNothing();
        world.pass(1);

        assertThat(silent.gets().body())
                .contains("<terminate transID='1' code='451'", "has not answered what was held for it within 60 s");
        silent.answers(given, "<ok />");
        // Too late: it is held on, and the originator is told when it is delivered for good.
        fred.getsNothing();
        assertThat(world.holding().kept()).hasSize(1);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + ask(86)));
        fred.gets(barney(86, "250")).getsNothing();
    }

    @Test
    @Requirement("OPT-13")
    void anAttachedEndpointGetsItsDataAtOnce() {
        var recipient = world.attached(BARNEY);
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, "250")).getsNothing();
        recipient.gets(data(to(BARNEY), HOLD + ask(86)));
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement({"OPT-14", "OPEN-20"})
    void theTimeInTheQueueCounts() {
        fredSends(to(BARNEY), HOLD + timing(86, "noLaterThan='60000'"));
        assertThat(world.holding().kept().getFirst().expiry())
                .contains(world.time().instant().plusMillis(60_000));
        world.pass(42_000);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + timing(86, "noLaterThan='18000'")));
    }

    @Test
    @Requirement("OPT-14")
    void withoutABoundDataIsHeldForever() {
        fredSends(to(BARNEY), HOLD);
        assertThat(world.holding().kept().getFirst().expiry()).isEmpty();
        world.time().pass(Duration.ofDays(10_000));
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD));
    }

    @Test
    @Requirement({"OPT-14", "OPT-15", "OPT-10"})
    void whatIsTooLateWhenItsRecipientAttachesIsReportedAndNotGiven() {
        fredSends(to(BARNEY), HOLD + timing(86, "noLaterThan='60000' reportErrors='true'") + ask(87))
                .gets(barney(87, HELD))
                .getsNothing();
        world.pass(60_000);
        world.attached(BARNEY).getsNothing();
        fred.gets(barney(87, LATE)).gets(barney(86, LATE)).getsNothing();
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement({"OPT-15", "OPT-10"})
    void whatExpiresIsReported() {
        fredSends(to(BARNEY), HOLD + timing(86, "noLaterThan='60000' reportErrors='true'"));
        fredSends(to(BARNEY), HOLD + timing(88, "noLaterThan='60000'"));
        world.pass(60_000);
        world.holding().expire();
        world.run();
        fred.gets(barney(86, LATE)).getsNothing();
    }

    @Test
    @Requirement({"OPT-8", "OPT-9"})
    void aLateDeliveryIsReportedWithATimeForTheWayBack() {
        fredSends(to(BARNEY), HOLD + timing(86, "noLaterThan='60000' returnTrip='5000'"));
        world.pass(59_999);
        world.attached(BARNEY);
        fred.gets(Reports.with(timing(99, "noLaterThan='5000'"), "example.com", 86, destination(BARNEY, 86, "250")))
                .getsNothing();
    }

    @Test
    @Requirement({"OPT-12", "OPT-18"})
    void whatIsHeldForLongIsReportedOnce() {
        fredSends(to(BARNEY), HOLD + timing(86, "reportAfter='60000'")).getsNothing();
        assertThat(world.mesh().delays().size()).isEqualTo(1);
        world.pass(60_000);
        fred.gets(barney(86, "350 not delivered yet"));
        assertThat(world.mesh().delays().size()).isZero();
        world.pass(60_000);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + timing(86, "").replace("  ", " ")));
        fred.getsNothing();
    }

    @Test
    @Requirement("OPT-12")
    void whatIsGivenInTimeIsNotDelayed() {
        fredSends(to(BARNEY), HOLD + timing(86, "reportAfter='60000'"));
        fredSends(to(BARNEY), HOLD + timing(86, "reportAfter='50000'"));
        assertThat(world.mesh().delays().size()).isEqualTo(1);
        world.pass(1_000);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + timing(86, "reportAfter='59000'")));
        assertThat(world.mesh().delays().size()).isZero();
        assertThat(world.time().alarms()).isZero();
        world.pass(60_000);
        fred.getsNothing();
    }

    @Test
    @Requirement("CORE-51")
    void mindsNoMoreHeldDataThanItsBound() {
        var delays = new Delays(world.time(), 1);
        var transit = new Transit(
                Payload.of(Data.of("http://example.com/x", Address.parse("fred@example.com"), Address.parse(BARNEY))),
                Data.of("http://example.com/x", Address.parse("fred@example.com"), Address.parse(BARNEY)),
                world.time().instant(),
                DataOptions.of(List.of(new DataTiming(0, 0, 5, false).option(1)), true),
                false);
        var forgone = new AtomicBoolean();
        var reports = new AtomicBoolean();
        delays.mind(transit, held("wilma@example.com", new DelayReport(() -> reports.set(true), () -> {})));
        delays.mind(transit, held(BARNEY, new DelayReport(() -> {}, () -> forgone.set(true))));
        assertThat(delays.size()).isEqualTo(1);
        assertThat(forgone).isTrue();
        world.pass(5);
        assertThat(reports).isTrue();
        assertThat(delays.size()).isZero();
    }

    private static Fate held(String recipient, DelayReport delay) {
        return new Fate(
                new Recipient(Address.parse(recipient)),
                true,
                List.of(),
                Optional.of(delay),
                CompletableFuture.completedFuture(Outcome.HELD));
    }

    @Test
    @Requirement({"OPT-15", "CORE-26"})
    void accessIsCheckedWhenDataIsHeldAndWhenItIsGiven() {
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, HELD));
        allowed.set(false);
        fredSends(to(BARNEY), HOLD + ask(87))
                .gets(barney(87, "537 the recipient does not allow the originator to send it data"));
        assertThat(world.holding().kept()).hasSize(1);
        world.attached(BARNEY).getsNothing();
        fred.gets(barney(86, "537 the recipient does not allow the originator to send it data"))
                .getsNothing();
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement("OPT-13")
    void nothingIsHeldForWhoDoesNotExist() {
        fredSends(to("nobody@example.com"), HOLD + ask(86))
                .gets(report("example.com", 86, destination("nobody@example.com", 86, "550 unknown endpoint identity")))
                .getsNothing();
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement({"OPT-15", "CORE-43"})
    void aFullStoreIsTheOutcome() {
        world.holding().refuse(Outcome.of(ReplyCode.NOT_TAKEN, "the endpoint's store is full"));
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, "550 the endpoint's store is full"));
    }

    @Test
    @Requirement("OPT-13")
    void whoAttachesWhileADataIsBeingStoredGetsIt() {
        world.holding().storing(() -> world.attached(BARNEY));
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, HELD)).gets(barney(86, "250"));
        assertThat(world.holding().kept()).isEmpty();
    }

    @Test
    @Requirement({"OPT-13", "CORE-30"})
    void whatAnEndpointDidNotAnswerStaysHeldAndIsNotReported() {
        fredSends(to(BARNEY), HOLD + ask(86)).gets(barney(86, HELD));
        var first = world.peer()
                .on(Dialect.APEX, BARNEY)
                .answersByHand()
                .says("<attach endpoint='" + BARNEY + "' transID='1' />");
        first.gets(data(to(BARNEY), HOLD + ask(86)));
        first.hangsUp();
        fred.getsNothing();
        assertThat(world.holding().kept()).hasSize(1);
        world.attached(BARNEY).gets(data(to(BARNEY), HOLD + ask(86)));
        fred.gets(barney(86, "250")).getsNothing();
    }

    @Test
    @Requirement({"CORE-41", "CORE-43"})
    void anOriginatorInAnotherDomainIsToldThere() {
        world.farRelays().answer(Outcome.DELIVERED);
        var options = List.of(
                Option.internal("hold4Endpoint", 0),
                Option.internal("statusRequest", 87),
                new DataTiming(60_000, 5_000, 0, false).option(86));
        var payload = Payload.of(
                Data.of("http://example.com/x", Address.parse("ann@elsewhere.example"), Address.parse(BARNEY))
                        .withOptions(options));
        var _ = world.holding().hold(payload, world.time().instant(), Optional.empty());
        world.attached(BARNEY);
        var status = world.farRelays().next();
        assertThat(status.domain()).isEqualTo(Domain.parse("elsewhere.example"));
        assertThat(status.xml()).isEqualTo(barney(87, "250").replace("fred@example.com", "ann@elsewhere.example"));
        assertThat(world.farRelays().next().xml())
                .isEqualTo(Reports.with(
                                timing(99, "noLaterThan='5000'"), "example.com", 86, destination(BARNEY, 86, "250"))
                        .replace("fred@example.com", "ann@elsewhere.example"));
        assertThat(world.farRelays().count()).isZero();
    }

    @Test
    void aRelayThatHoldsNothingSaysThatNobodyIsThere() {
        assertThat(Holding.NONE
                        .hold(
                                Payload.of(Data.of("http://x.example/", Address.parse("a@b"), Address.parse(BARNEY))),
                                world.time().instant(),
                                Optional.empty())
                        .toCompletableFuture())
                .isCompletedWithValue(Outcome.NOT_ATTACHED);
    }
}

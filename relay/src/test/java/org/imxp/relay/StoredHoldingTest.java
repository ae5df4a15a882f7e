package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.HeldWorld.FRED;
import static org.imxp.relay.HeldWorld.WILMA;
import static org.imxp.relay.HeldWorld.limits;
import static org.imxp.relay.HeldWorld.size;
import static org.imxp.relay.HeldWorld.until;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.store.HeldTotals;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoredHoldingTest {
    private static final Outcome BUSY = Outcome.of(ReplyCode.ABORTED, "busy");

    @TempDir
    private Path folder;

    private HeldWorld world;

    @BeforeEach
    void open() {
        world = new HeldWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private StoredHolding holding() {
        return world.holding(Limits.defaults());
    }

    private static ReplyCode code(CompletableFuture<Outcome> outcome) {
        return outcome.join().code();
    }

    private HeldWorld.Given next(String text) throws InterruptedException {
        var given = world.given.take();
        assertThat(given.text()).isEqualTo(text);
        return given;
    }

    // ---- delivery --------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"OPT-13", "OPT-14"})
    void givesWhatIsHeldInOrderAndOnlyAfterTheAttach() throws InterruptedException {
        var holding = holding();
        for (int n = 1; n <= 3; n++) {
            assertThat(code(world.hold(holding, FRED, "m" + n))).isEqualTo(ReplyCode.IN_PROGRESS);
        }
        world.hold(holding, WILMA, "for wilma").join();
        var attachment = world.attach(FRED);
        // The ok has not left.
        world.hold(holding, FRED, "m4").join();
        assertThat(world.given).isEmpty();
        var since = world.time.instant();
        world.time.pass(Duration.ofDays(300));

        holding.attached(attachment);

        for (int n = 1; n <= 4; n++) {
            var given = next("m" + n);
            assertThat(given.received()).isEqualTo(since);
            assertThat(given.attachment()).isSameAs(attachment);
            assertThat(world.given).isEmpty();
            assertThat(holding.holds(FRED)).isTrue();
            given.answers(Outcome.DELIVERED);
        }
        until(() -> !holding.holds(FRED));
        assertThat(world.store().held().totals(FRED.toString())).isEqualTo(HeldTotals.NONE);
        assertThat(holding.holds(WILMA)).isTrue();
    }

    @Test
    void givesWhatComesMeanwhileAfterTheRest() throws InterruptedException {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        world.hold(holding, FRED, "m2").join();
        holding.attached(world.attach(FRED));

        var first = next("m1");
        world.hold(holding, FRED, "m3").join();
        first.answers(Outcome.DELIVERED);
        next("m2").answers(Outcome.DELIVERED);
        var last = next("m3");
        var late = world.hold(holding, FRED, "m4");
        last.answers(Outcome.DELIVERED);
        late.join();
        next("m4").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
        assertThat(world.given).isEmpty();
    }

    @Test
    void givesAnAttachedEndpointWhatIsHeldForItAtOnce() throws InterruptedException {
        var holding = holding();
        holding.attached(world.attach(FRED));

        world.hold(holding, FRED, "m1").join();

        next("m1").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
    }

    @Test
    void holdsForExactlyOneEndpoint() throws InterruptedException {
        var holding = holding();
        world.hold(holding, Address.parse("fred/appl=im@example.com"), "for im").join();

        holding.attached(world.attach(FRED));
        world.hold(holding, FRED, "for fred").join();

        next("for fred").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
        assertThat(world.given).isEmpty();
        holding.attached(world.attach(Address.parse("fred/appl=im@example.com")));
        next("for im");
    }

    @Test
    void keepsWhatALostAttachmentDidNotAnswer() throws InterruptedException {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        world.hold(holding, FRED, "m2").join();
        var lost = world.attach(FRED);
        holding.attached(lost);
        next("m1").answers(Outcome.DELIVERED);
        var unanswered = next("m2");
        world.detach(lost);
        unanswered.answers(Outcome.NOT_ATTACHED);

        var again = world.attach(FRED);
        holding.attached(again);

        var given = next("m2");
        assertThat(given.attachment()).isSameAs(again);
        given.answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
        assertThat(world.given).isEmpty();
    }

    @Test
    void triesAgainWhenTheEndpointTookItNotNow() throws InterruptedException {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        holding.attached(world.attach(FRED));
        int alarms = world.time.alarms();
        next("m1").answers(BUSY);
        until(() -> world.time.alarms() > alarms);
        assertThat(world.given).isEmpty();

        world.time.pass(StoredHolding.RETRY);

        next("m1").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
    }

    @Test
    void removesWhatTheEndpointWillNeverTake() throws InterruptedException {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        world.hold(holding, FRED, "m2").join();
        holding.attached(world.attach(FRED));

        next("m1").answers(Outcome.of(ReplyCode.TRANSACTION_FAILED, "no"));
        next("m2").answers(Outcome.DELIVERED);

        until(() -> !holding.holds(FRED));
    }

    // ---- the store -------------------------------------------------------------------------------------------------

    @Test
    void keepsWhatIsHeldWhenTheRelayIsStartedAgain() throws InterruptedException {
        var before = holding();
        world.hold(before, FRED, "m1").join();
        world.hold(before, FRED, "m2").join();
        before.close();

        var after = holding();
        assertThat(after.totals()).isEqualTo(new HeldTotals(2, 2 * size(FRED, "m1")));
        after.attached(world.attach(FRED));

        next("m1").answers(Outcome.DELIVERED);
        next("m2").answers(Outcome.DELIVERED);
        until(() -> !after.holds(FRED));
    }

    @Test
    void saysThatItIsHeldOnlyWhenItIsOnDisk() {
        var gated = new GatedHeldData(world.store().held());
        var holding = world.holding(gated, Limits.defaults());

        var outcome = world.hold(holding, FRED, "m1");
        gated.awaitArrival();
        assertThat(outcome).isNotDone();
        assertThat(holding.holds(FRED)).isTrue();
        gated.open();

        assertThat(code(outcome)).isEqualTo(ReplyCode.IN_PROGRESS);
        assertThat(world.store().held().totals(FRED.toString()).data()).isEqualTo(1);
    }

    @Test
    void writesManyForTheCostOfFew() {
        var gated = new GatedHeldData(world.store().held());
        var holding = world.holding(gated, Limits.defaults());
        var first = world.hold(holding, FRED, "m0");
        gated.awaitArrival();
        var others = IntStream.range(1, 500)
                .mapToObj(n -> world.hold(holding, n % 2 == 0 ? FRED : WILMA, "m" + n))
                .toList();
        gated.open();

        assertThat(code(first)).isEqualTo(ReplyCode.IN_PROGRESS);
        assertThat(others).allMatch(outcome -> code(outcome).equals(ReplyCode.IN_PROGRESS));
        assertThat(gated.changes()).isEqualTo(2);
    }

    @Test
    void claimsNothingWhenTheStoreFails() {
        var gated = new GatedHeldData(world.store().held());
        gated.open();
        gated.fail(true);
        var holding = world.holding(gated, Limits.defaults());

        assertThat(code(world.hold(holding, FRED, "m1"))).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
        assertThat(holding.holds(FRED)).isFalse();
        assertThat(holding.totals()).isEqualTo(HeldTotals.NONE);

        gated.fail(false);
        assertThat(code(world.hold(holding, FRED, "m2"))).isEqualTo(ReplyCode.IN_PROGRESS);
    }

    @Test
    void forgetsWhatAnotherProgramRemovedWithTheAccount() {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        world.store().accounts().remove(FRED.toString());

        holding.attached(world.attach(FRED));

        until(() -> !holding.holds(FRED));
        assertThat(holding.totals()).isEqualTo(HeldTotals.NONE);
        assertThat(world.given).isEmpty();
    }

    @Test
    void takesNothingAfterItIsClosed() {
        var holding = holding();
        holding.close();

        assertThat(code(world.hold(holding, FRED, "m1"))).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
    }

    // ---- quotas ----------------------------------------------------------------------------------------------------

    @Test
    @Requirement("OPT-15")
    void holdsNoMoreDataForAnEndpointThanAllowed() {
        var holding = world.holding(limits(Limit.HELD_DATA_PER_ENDPOINT, 2));
        world.hold(holding, FRED, "m1").join();
        assertThat(code(world.hold(holding, FRED, "m2"))).isEqualTo(ReplyCode.IN_PROGRESS);

        var refused = world.hold(holding, FRED, "m3").join();

        assertThat(refused.code()).isEqualTo(ReplyCode.NOT_TAKEN);
        assertThat(refused.diagnostic().text())
                .startsWith("the endpoint has 2 data of ")
                .endsWith("octets held, allowed are 2 of 16777216");
        assertThat(code(world.hold(holding, WILMA, "m1"))).isEqualTo(ReplyCode.IN_PROGRESS);
    }

    @Test
    @Requirement("OPT-15")
    void holdsNoMoreOctetsForAnEndpointThanAllowed() {
        long most = size(FRED, "m1".repeat(2_000));
        var holding = world.holding(limits(Limit.HELD_OCTETS_PER_ENDPOINT, most));

        assertThat(code(world.hold(holding, FRED, "m1".repeat(2_000) + "x"))).isEqualTo(ReplyCode.NOT_TAKEN);
        assertThat(code(world.hold(holding, FRED, "m1".repeat(2_000)))).isEqualTo(ReplyCode.IN_PROGRESS);
        assertThat(holding.totals(FRED)).isEqualTo(new HeldTotals(1, most));
    }

    @Test
    @Requirement("OPT-15")
    void holdsNoMoreOctetsForAllThanAllowed() {
        long most = size(FRED, "m1".repeat(2_000)) + size(WILMA, "m2");
        var holding = world.holding(limits(Limit.HELD_OCTETS_TOTAL, most));
        world.hold(holding, FRED, "m1".repeat(2_000)).join();

        var refused = world.hold(holding, WILMA, "m2x").join();

        assertThat(refused)
                .isEqualTo(Outcome.of(ReplyCode.NOT_TAKEN, "the relay holds as much as it may, " + most + " octets"));
        assertThat(code(world.hold(holding, WILMA, "m2"))).isEqualTo(ReplyCode.IN_PROGRESS);
    }

    @Test
    void letsNoMoreWaitForTheStoreThanAllowed() {
        long most = size(FRED, "m1".repeat(2_000));
        var gated = new GatedHeldData(world.store().held());
        var holding = world.holding(gated, limits(Limit.QUEUED_OCTETS_TO_HOLD, most));
        var first = world.hold(holding, FRED, "m1".repeat(2_000));
        gated.awaitArrival();

        var refused = world.hold(holding, WILMA, "m2").join();
        assertThat(refused)
                .isEqualTo(Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, "too much waits to be held, try again later"));

        gated.open();
        assertThat(code(first)).isEqualTo(ReplyCode.IN_PROGRESS);
        assertThat(code(world.hold(holding, WILMA, "m2"))).isEqualTo(ReplyCode.IN_PROGRESS);
    }

    @Test
    void givesRoomBackWhenSomethingIsDelivered() throws InterruptedException {
        var holding = world.holding(limits(Limit.HELD_DATA_PER_ENDPOINT, 1));
        world.hold(holding, FRED, "m1").join();
        holding.attached(world.attach(FRED));
        next("m1").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));

        assertThat(code(world.hold(holding, FRED, "m2"))).isEqualTo(ReplyCode.IN_PROGRESS);
    }

    // ---- expiry ----------------------------------------------------------------------------------------------------

    @Test
    @Requirement({"OPT-14", "OPT-15"})
    void dropsWhatHasExpiredAndTellsOfIt() throws InterruptedException {
        var holding = holding();
        var soon = world.time.instant().plusSeconds(60);
        world.hold(holding, FRED, "m1").join();
        world.hold(holding, FRED, "m2", Optional.of(soon)).join();
        world.hold(holding, FRED, "m3", Optional.of(soon.plusMillis(1))).join();

        world.time.pass(Duration.ofSeconds(60));

        assertThat(world.expired.take()).isEqualTo("m2");
        until(() -> holding.totals(FRED).data() == 2);
        holding.attached(world.attach(FRED));
        next("m1").answers(Outcome.DELIVERED);
        next("m3").answers(Outcome.DELIVERED);
        assertThat(world.expired).isEmpty();
    }

    @Test
    @Requirement("OPT-15")
    void holdsNothingLongerThanTheOperatorAllows() throws InterruptedException {
        var holding = world.holding(limits(Limit.HELD_TIME_MOST, 60_000));
        world.hold(holding, FRED, "m1").join();
        world.hold(holding, FRED, "m2", Optional.of(world.time.instant().plusSeconds(61)))
                .join();
        assertThat(world.store().held().firstExpiry())
                .contains(world.time.instant().plusSeconds(60));

        world.time.pass(Duration.ofSeconds(60));

        assertThat(world.expired.take()).isEqualTo("m1");
        assertThat(world.expired.take()).isEqualTo("m2");
        until(() -> !holding.holds(FRED));
    }

    @Test
    void dropsAtItsStartWhatExpiredWhileTheRelayWasAway() throws InterruptedException {
        var before = holding();
        world.hold(before, FRED, "m1", Optional.of(world.time.instant().plusSeconds(60)))
                .join();
        before.close();
        world.time.pass(Duration.ofHours(1));

        holding();
        world.time.pass(StoredHolding.SWEEP);

        assertThat(world.expired.take()).isEqualTo("m1");
    }

    @Test
    void dropsMoreThanItReadsAtOnce() throws InterruptedException {
        var holding = holding();
        var soon = Optional.of(world.time.instant().plusSeconds(60));
        for (int n = 0; n < 17; n++) {
            world.hold(holding, FRED, "m" + n, soon).join();
        }

        world.time.pass(Duration.ofSeconds(60));

        for (int n = 0; n < 17; n++) {
            assertThat(world.expired.take()).isEqualTo("m" + n);
        }
    }

    @Test
    void looksAfterWhatExpiresThoughThereWasNoAlarm() throws InterruptedException {
        var holding = holding();
        var soon = world.time.instant().plusSeconds(60);
        world.time.refuse(true);
        assertThat(code(world.hold(holding, FRED, "m1", Optional.of(soon)))).isEqualTo(ReplyCode.IN_PROGRESS);
        assertThat(world.time.alarms()).isZero();

        world.time.refuse(false);
        assertThat(code(world.hold(holding, FRED, "m2", Optional.of(soon.plusSeconds(60)))))
                .isEqualTo(ReplyCode.IN_PROGRESS);
        world.time.pass(Duration.ofSeconds(60));

        assertThat(world.expired.take()).isEqualTo("m1");
        until(() -> holding.totals(FRED).data() == 1);
    }

    @Test
    void triesAgainThoughThereWasNoAlarm() throws InterruptedException {
        var holding = holding();
        world.hold(holding, FRED, "m1").join();
        world.time.refuse(true);
        holding.attached(world.attach(FRED));
        next("m1").answers(BUSY);
        until(() -> holding.waitsForAlarm());

        world.time.refuse(false);
        int alarms = world.time.alarms();
        holding.attached(world.attach(WILMA));
        assertThat(world.time.alarms()).isEqualTo(alarms + 1);
        world.time.pass(StoredHolding.RETRY);

        next("m1").answers(Outcome.DELIVERED);
        until(() -> !holding.holds(FRED));
    }

    @Test
    void asksTheTimeForOneAlarmHoweverManyExpire() {
        var holding = holding();
        for (int n = 20; n > 0; n--) {
            world.hold(holding, FRED, "m" + n, Optional.of(world.time.instant().plusSeconds(n)))
                    .join();
        }

        assertThat(world.time.alarms()).isEqualTo(1);
    }
}

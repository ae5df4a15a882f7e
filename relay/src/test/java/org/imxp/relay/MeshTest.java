package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays among each other, in memory: bind, data both ways, and what becomes of it when a relay is not there. */
class MeshTest {
    private static final String STATUS = "<option internal='statusRequest' transID='7' />";

    private final MeshWorld world = new MeshWorld().relay("example.com").relay("rubble.com");

    private static String data(String from, String to, String... more) {
        return "<data content='#Content'><originator identity='" + from + "' /><recipient identity='" + to + "' />"
                + String.join("", more) + "<data-content Name='Content'><hello /></data-content></data>";
    }

    private static String plain(String from, String to) {
        return data(from, to);
    }

    @Test
    @Requirement({"CORE-25", "CORE-34"})
    void dataGoesToTheRelayOfAnotherDomain() {
        var fred = world.attached("fred@example.com");
        var barney = world.attached("barney@rubble.com");

        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");

        assertThat(barney.gets().body()).contains("fred@example.com", "<hello />");
        assertThat(world.calls()).isOne();
    }

    @Test
    @Requirement({"CORE-18", "CORE-25"})
    void oneSessionServesBothDirections() {
        var fred = world.attached("fred@example.com");
        var barney = world.attached("barney@rubble.com");

        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        barney.says(plain("barney@rubble.com", "fred@example.com")).hears("<ok />");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");

        assertThat(fred.gets().body()).contains("barney@rubble.com");
        assertThat(barney.messageCount()).isEqualTo(2);
        assertThat(world.calls()).isOne();
        assertThat(world.lines()).isOne();
    }

    @Test
    @Requirement("WIRE-13")
    void dialectsMeetAtARelay() {
        var fred = world.attached("fred@example.com", Dialect.APEX);
        var barney = world.attached("barney@rubble.com", Dialect.IMXP);

        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        barney.says(plain("barney@rubble.com", "fred@example.com")).hears("<ok />");

        assertThat(barney.messageCount()).isOne();
        assertThat(fred.messageCount()).isOne();
    }

    @Test
    @Requirement({"CORE-29", "CORE-43"})
    void aRelayThatIsNotThereIsReported() {
        var fred = world.unreachable("rubble.com").attached("fred@example.com");

        fred.says(data("fred@example.com", "barney@rubble.com", STATUS)).hears("<ok />");

        assertThat(fred.gets().body()).contains("421", "no relay of rubble.com is reachable: nobody listens");
    }

    @Test
    @Requirement("OPT-17")
    void aLoopOfRelaysIsEndedAndReported() {
        world.route("nowhere.example", "rubble.com");
        var fred = world.attached("fred@example.com");
        var hopping = "<option internal='dataHopping' targetHop='all' mustUnderstand='true' transID='9'>"
                + "<dataHopping noMoreThan='2' reportErrors='true' /></option>";

        fred.says(data("fred@example.com", "ann@nowhere.example", hopping)).hears("<ok />");

        assertThat(fred.gets().body()).contains("report@rubble.com", "transID='9'", "550", "noMoreThan");
        fred.getsNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<option internal='dataHopping' targetHop='all'><dataHopping /></option>",
                "<option internal='dataHopping'><dataHopping noMoreThan='200' /></option>"
            })
    @Requirement("CORE-27")
    void aLoopEndsAlsoForDataWhoseOriginatorBoundsNothing(String hopping) {
        world.relay("one.example", "example.com", "two.example")
                .relay("two.example", "one.example")
                .route("nowhere.example", "one.example")
                .routeFrom("one.example", "nowhere.example", "two.example");
        var fred = world.attached("fred@example.com");

        fred.says(data("fred@example.com", "ann@nowhere.example", hopping, STATUS))
                .hears("<ok />");

        assertThat(fred.gets().body()).contains("report@one.example", "transID='7'", "550", "noMoreThan");
        fred.getsNothing();
    }

    @Test
    @Requirement("CORE-27")
    void aRelayInBetweenBoundsTheHopsOfWhatItSendsOn() {
        world.relay("middle.example", "example.com", "rubble.com")
                .relay("faraway.example", "middle.example")
                .route("faraway.example", "middle.example")
                .routeFrom("middle.example", "faraway.example", "faraway.example");
        var fred = world.attached("fred@example.com");
        var ann = world.attached("ann@faraway.example");

        fred.says(plain("fred@example.com", "ann@faraway.example")).hears("<ok />");

        assertThat(ann.gets().body())
                .contains(
                        "<option internal='dataHopping' targetHop='all' seeNoEvil='true'>",
                        "<dataHopping noMoreThan='30' />");
    }

    @Test
    @Requirement({"CORE-44", "OPT-19"})
    void whatOnlyPassesThroughCanBeKeptSilentOf() {
        var worldOfThree = new MeshWorld()
                .silentInTransit()
                .relay("example.com")
                .relay("middle.example", "example.com", "rubble.com")
                .relay("rubble.com", "middle.example")
                .route("rubble.com", "middle.example")
                .routeFrom("middle.example", "rubble.com", "rubble.com");
        var fred = worldOfThree.attached("fred@example.com");
        var ask = STATUS.replace("transID", "targetHop='all' transID");
        var timing = "<option internal='dataTiming' targetHop='all' mustUnderstand='true' transID='9'>"
                + "<dataTiming noLaterThan='5000' reportErrors='true' /></option>";
        worldOfThree.unreachable("rubble.com");

        fred.says(data("fred@example.com", "barney@rubble.com", ask, timing)).hears("<ok />");

        // The relay of the originator tells; the one in between, which knows why it goes no further, does not.
        assertThat(fred.gets().body()).contains("report@example.com", "transID='7'", "350");
        fred.getsNothing();
    }

    @Test
    @Requirement("OPT-5")
    void theTimeThatConnectingTakesCounts() {
        var fred = world.attached("fred@example.com");
        var barney = world.attached("barney@rubble.com");
        world.stall(true);
        for (var time : List.of("1000", "1001")) {
            fred.says(data(
                            "fred@example.com",
                            "barney@rubble.com",
                            "<option internal='dataTiming' targetHop='all' mustUnderstand='true' transID='9'>"
                                    + "<dataTiming noLaterThan='" + time + "' reportErrors='true' /></option>"))
                    .hears("<ok />");
        }
        world.time().pass(Duration.ofSeconds(1));
        world.stall(false);

        assertThat(fred.gets().body()).contains("transID='9'", "550", "noLaterThan");
        fred.getsNothing();
        assertThat(barney.gets().body()).contains("noLaterThan='1'");
        barney.getsNothing();
    }

    @Test
    void aRelayThatIsNotThereIsLeftAloneForAWhile() {
        var fred = world.unreachable("rubble.com").attached("fred@example.com");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(world.calls()).isOne();

        world.time().pass(HopBounds.defaults().leastPause());
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(world.calls()).isEqualTo(2);

        // The pause has doubled.
        world.time().pass(HopBounds.defaults().leastPause());
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(world.calls()).isEqualTo(2);
    }

    @Test
    void aRelayThatComesBackIsReachedAgain() {
        var fred = world.unreachable("rubble.com").attached("fred@example.com");
        var barney = world.attached("barney@rubble.com");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");

        world.reachable("rubble.com").time().pass(HopBounds.defaults().leastPause());
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");

        assertThat(barney.messageCount()).isOne();
    }

    @Test
    @Requirement("CORE-30")
    void aSessionThatIsLostIsMadeAgainAndNothingIsSentTwice() {
        var fred = world.attached("fred@example.com");
        var barney = world.attached("barney@rubble.com").answersByHand();
        fred.says(data("fred@example.com", "barney@rubble.com", STATUS)).hears("<ok />");
        assertThat(barney.messageCount()).isOne();
        // Another one is on its way when the link is cut: nobody knows whether it has come.
        world.stall(true);
        fred.says(data("fred@example.com", "barney@rubble.com", STATUS.replace("7", "8")))
                .hears("<ok />");
        world.cut();
        world.stall(false);

        assertThat(fred.gets().body()).contains("transID='8'", "451", "ended before it answered");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(barney.messageCount()).isEqualTo(2);
        assertThat(world.calls()).isEqualTo(2);
    }

    @Test
    void aRelayThatNeverAnswersIsGivenUp() {
        var fred = world.attached("fred@example.com");
        world.attached("barney@rubble.com");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        world.stall(true);
        fred.says(data("fred@example.com", "barney@rubble.com", STATUS)).hears("<ok />");

        world.time().pass(HopBounds.defaults().answerTime().multipliedBy(2));
        world.run();

        assertThat(fred.gets().body()).contains("451", "ended before it answered");
    }

    @Test
    void aSessionWithoutDataIsReleased() {
        var fred = world.attached("fred@example.com");
        world.attached("barney@rubble.com");
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(world.lines()).isOne();

        world.time().pass(HopBounds.defaults().idleTime());
        world.run();
        assertThat(world.lines()).isZero();

        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        assertThat(world.calls()).isEqualTo(2);
    }

    @Test
    @Requirement("CORE-18")
    void bindSteps() {
        var relay = world.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");
        relay.answersByHand();

        relay.says("<bind relay='example.com' transID='1' />").hears("<ok />");
        relay.says("<bind relay='other.example' transID='1' />").hearsError(555);
        relay.says("<bind relay='other.example' transID='2' />").hearsError(537);
        relay.says("<bind relay='rubble.com' transID='2' />").hearsError(537);
        relay.gets("<bind relay='rubble.com' transID='1' />");
        relay.says("<terminate transID='1' />").hears("<ok />");
        relay.says("<terminate transID='1' />").hearsError(550);
        relay.says("<bind relay='example.com' transID='1' />").hears("<ok />");
        relay.says("<terminate />").hears("<ok />");
        relay.says("<terminate transID='1' />").hearsError(550);
    }

    @Test
    @Requirement({"CORE-18", "CORE-4"})
    void anEndpointIsNoRelayAndARelayNoEndpoint() {
        var fred = world.attached("fred@example.com");
        fred.says("<bind relay='example.com' transID='2' />").hearsError(537);
        fred.says("<bind relay='rubble.com' transID='2' />").hearsError(537);

        var relay = world.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");
        relay.says("<attach endpoint='barney@rubble.com' transID='2' />").hearsError(537);
        relay.says("<attach endpoint='imxp=mesh@example.com' transID='2' />").hearsError(553);
    }

    @Test
    @Requirement({"CORE-22", "CORE-34"})
    void aRelayIsBelievedAboutItsOwnDomainOnly() {
        var barney = world.attached("barney@rubble.com");
        var relay = world.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");

        relay.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        relay.says(plain("mallory@other.example", "barney@rubble.com")).hearsError(537);
        relay.says(plain("wilma@rubble.com", "barney@rubble.com")).hearsError(537);
        relay.says(plain("imxp=presence@rubble.com", "barney@rubble.com")).hearsError(537);

        assertThat(barney.gets().body()).contains("fred@example.com");
        barney.getsNothing();
    }

    @Test
    @Requirement("CORE-34")
    void aTrustedIntermediaryIsBelievedAboutOthers() {
        var trusting = new MeshWorld().relay("rubble.com", "example.com");
        var barney = trusting.attached("barney@rubble.com");
        var relay = trusting.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");

        relay.says(plain("mallory@other.example", "barney@rubble.com")).hears("<ok />");

        assertThat(barney.messageCount()).isOne();
    }

    @Test
    void thePeerThatFloodsIsSlowedDown() {
        var narrow = new MeshWorld(HopBounds.defaults(), new PeerAllowances.Bounds(1, 2, 1 << 20)).relay("rubble.com");
        var relay = narrow.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");
        relay.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        relay.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        relay.says(plain("fred@example.com", "barney@rubble.com")).hearsError(451);

        narrow.time().pass(Duration.ofMinutes(1));
        relay.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");

        var second = narrow.rawRelay("rubble.com").authenticate("imxp=mesh@example.com");
        assertThat(second.link().isClosed()).isTrue();
    }

    @Test
    void theQueueOfANextRelayIsBounded() {
        var bounds = new HopBounds(
                1,
                1,
                1 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        var narrow = new MeshWorld(bounds, PeerAllowances.Bounds.defaults())
                .relay("example.com")
                .relay("rubble.com");
        narrow.attached("barney@rubble.com");
        var fred = narrow.attached("fred@example.com");
        narrow.stall(true);
        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        fred.says(data("fred@example.com", "barney@rubble.com", STATUS)).hears("<ok />");
        assertThat(fred.gets().body()).contains("451", "wait for the next relay");

        fred.says(data("fred@example.com", "betty@other.example", STATUS)).hears("<ok />");
        assertThat(fred.gets().body()).contains("451", "domains, allowed are 1");
    }

    @Test
    void aBlockedDomainIsNotSpokenWith() {
        var blocking =
                new MeshWorld().blocking("rubble.com").relay("example.com").relay("rubble.com");
        var fred = blocking.attached("fred@example.com");

        fred.says(data("fred@example.com", "barney@rubble.com", STATUS)).hears("<ok />");

        assertThat(fred.gets().body()).contains("537", "rubble.com: it is blocked here");
        assertThat(blocking.calls()).isZero();
    }

    @Test
    @Requirement({"CORE-25", "CORE-34", "IMPP-2.4.1"})
    void anIntermediaryGetsWhatIsForOthersOnTheSessionThatItHas() {
        var chain = new MeshWorld()
                .relay("example.com", "rubble.com")
                .relay("rubble.com")
                .relay("slate.example", "rubble.com");
        chain.route("slate.example", "rubble.com").route("example.com", "rubble.com");
        var fred = chain.attached("fred@example.com");
        var slate = chain.attached("boss@slate.example");

        fred.says(plain("fred@example.com", "barney@rubble.com")).hears("<ok />");
        fred.says(data("fred@example.com", "boss@slate.example", STATUS)).hears("<ok />");
        slate.says(plain("boss@slate.example", "fred@example.com")).hears("<ok />");

        assertThat(slate.gets().body()).contains("fred@example.com");
        assertThat(fred.gets().body()).contains("report@slate.example", "code='250'");
        assertThat(fred.gets().body()).contains("boss@slate.example");
        assertThat(chain.lines()).isEqualTo(2);
    }

    @Test
    @Requirement("CORE-34")
    void aStrangerCannotHaveARelayLookForOthers() {
        var trusting = new MeshWorld().relay("rubble.com", "example.com").relay("slate.example");
        var relay = trusting.rawRelay("rubble.com").on(Dialect.IMXP, "imxp=mesh@example.com");

        relay.says(plain("fred@example.com", "dino@slate.example")).hears("<ok />");
        assertThat(trusting.calls()).isZero();

        trusting.route("slate.example", "slate.example");
        relay.says(plain("fred@example.com", "dino@slate.example")).hears("<ok />");
        assertThat(trusting.calls()).isOne();
    }

    @Test
    @Requirement("CORE-43")
    void anErrorThatClaimsSuccessIsNotReportedAsSuccess() {
        var fred = world.attached("fred@example.com");
        for (var code : List.of("250", "350")) {
            var to = "wilma/" + code + "@example.com";
            var wilma = world.attached(to).answersByHand();
            fred.says(data("fred@example.com", to, STATUS)).hears("<ok />");
            wilma.answers(wilma.gets(), "<error code='" + code + "'>fine</error>");
            assertThat(fred.gets().body()).contains("code='500'").doesNotContain("code='" + code + "'");
        }
    }
}

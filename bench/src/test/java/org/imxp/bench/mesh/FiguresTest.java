package org.imxp.bench.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.imxp.bench.measure.Figures;
import org.junit.jupiter.api.Test;

/** The arithmetic of the report, and what workers tell each other. */
class FiguresTest {
    @Test
    void messagesAreDueAtEvenTimes() {
        assertThat(Pace.dueAfter(0, 1000)).isZero();
        assertThat(Pace.dueAfter(1, 1000)).isEqualTo(1_000_000);
        assertThat(Pace.dueAfter(7, 3)).isEqualTo(2_333_333_333L);
    }

    @Test
    void costIsOfAllRelaysAndTheShareIsOfOneCore() {
        var sample = new Figures(
                Map.of("messages", 100L, "nanos", 2_000_000_000L, "fetched", 10L, "fetching", 500_000_000L));
        var relays =
                new Measured.Used(List.of(usage(0, 0), usage(0, 500)), List.of(usage(1000, 300), usage(1000, 700)));
        var generator = new Measured.Used(List.of(usage(0, 0)), List.of(usage(1000, 250)));

        var measured = Measured.of(sample, relays, generator);

        assertThat(measured.perSecond()).isCloseTo(50, within(1e-9));
        assertThat(measured.fetchedPerSecond()).isCloseTo(20, within(1e-9));
        assertThat(measured.relayNanos()).isCloseTo(2.5, within(1e-9));
        assertThat(measured.relayShare()).isCloseTo(0.5, within(1e-9));
        assertThat(measured.generatorShare()).isCloseTo(0.25, within(1e-9));
    }

    private static Figures usage(long at, long cpu) {
        return new Figures(Map.of("at", at, "cpu", cpu, "threads", cpu / 2));
    }

    @Test
    void reportComparesRoundByRound() {
        var wanted = new Case(Manner.PLAIN, 2, false);
        var results = new Results();
        results.add(wanted, Subject.IMXP, measured(100));
        results.add(wanted, Subject.NETTY, measured(1000));
        results.add(wanted, Subject.IMXP, measured(300));
        results.add(wanted, Subject.NETTY, measured(600));

        assertThat(Report.of(results, List.of("a line")))
                .startsWith("* a line\n")
                .contains("| 2 hops, without status | 200 | 800 | **0.30** (0.10–0.50) |")
                .doesNotContain("fetched", "due");
    }

    private static Measured measured(long perSecond) {
        var sample = new Figures(Map.of("messages", perSecond, "nanos", 1_000_000_000L));
        return new Measured(sample, 1000, 0.5, 0.5);
    }

    @Test
    void everyCaseAndLoadKeepsItsWord() {
        for (var each : Plan.whole(new Load(4, 16, 1000, 100), 1, java.time.Duration.ofSeconds(1))
                .cases()) {
            assertThat(Case.parse(each.word())).isEqualTo(each);
        }
        var load = new Load(1, 2, 3, 4);
        assertThat(Load.parse(load.word())).isEqualTo(load);
    }

    @Test
    void rolesAndKindsAreFoundByTheirCodes() {
        for (var role : Role.values()) {
            assertThat(Role.of(role.code())).isEqualTo(role);
        }
        for (var kind : RawKind.values()) {
            assertThat(RawKind.of(kind.code())).isEqualTo(kind);
        }
    }

    @Test
    void rawMessagesAreAsLargeAsTheFramesOfTheRelays() {
        var small = RawSizes.of(100);
        var large = RawSizes.of(1100);

        assertThat(large.of(RawKind.PLAIN) - small.of(RawKind.PLAIN)).isBetween(1000, 1002);
        assertThat(small.of(RawKind.STATUS)).isGreaterThan(small.of(RawKind.PLAIN));
        assertThat(small.of(RawKind.HELD)).isGreaterThan(small.of(RawKind.STATUS));
        assertThat(small.of(RawKind.PLAIN))
                .isGreaterThan(Payloads.data(new Case(Manner.PLAIN, 1, false), 0, 100).length);
        assertThat(small.of(RawKind.OK)).isGreaterThan(Payloads.ok().length);
        assertThat(RawSizes.parse(small.word()).word()).isEqualTo(small.word());
    }

    @Test
    void whatAReportSaysIsFoundInIt() {
        var delivered = Payloads.report(Role.SENDER.address(0), Role.FAR.address(0));

        assertThat(Payloads.saysDelivered(delivered)).isTrue();
        assertThat(Payloads.saysHeld(delivered)).isFalse();
        assertThat(Payloads.saysHeld("code='350'".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(Payloads.saysHeld(new byte[0])).isFalse();
    }
}

package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many small worlds of three relays and five endpoints that use the endpoint library, each world from its seed. More of them with
 * {@code -Dimxp.simulation.runs=N}, one of them again with {@code -Dimxp.simulation.seed=S}.
 */
class MeshSimulationTest {
    private static final int RUNS = Integer.getInteger("imxp.simulation.runs", 300);
    private static final long FIRST = Long.getLong("imxp.simulation.first", 0);
    private static final int LINES = Integer.getInteger("imxp.simulation.lines", 40);
    private static final int TWICE = 20;
    /** So many worlds meet each bound. */
    private static final int ENOUGH = 300;

    private static final List<String> BOUNDS = List.of(
            "alarms",
            "data for a relay",
            "data for an endpoint",
            "data held for an endpoint",
            "data in turn",
            "delays",
            "look-ups",
            "reports for an endpoint");

    private static MeshSimulation live(long seed) {
        var world = new MeshSimulation(seed);
        try {
            world.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "world " + seed + ", seen again with -Dimxp.simulation.seed=" + seed + ": " + e + "\n"
                            + String.join("\n", last(world.witness().story())),
                    e);
        }
        return world;
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @Requirement({"CORE-25", "CORE-30", "CORE-43", "OPT-13", "OPT-15", "MSG-24"})
    void whateverHappensNothingIsDoubledNorLostNorClaimedWrongly() {
        var seed = Long.getLong("imxp.simulation.seed");
        if (seed != null) {
            live(seed);
            return;
        }
        int received = 0;
        int stored = 0;
        var reached = new TreeSet<String>();
        for (long run = FIRST; run < FIRST + RUNS; run++) {
            var world = live(run);
            received += world.witness().received();
            stored += world.witness().stored();
            reached.addAll(world.reached());
        }
        assertThat(received).isGreaterThan(RUNS);
        assertThat(stored).isGreaterThan(RUNS);
        if (RUNS >= ENOUGH) {
            assertThat(reached).containsAll(BOUNDS);
        }
    }

    @Test
    void aSeedGivesTheSameWorldAgain() {
        for (long seed = 0; seed < TWICE; seed++) {
            assertThat(live(seed).witness().story())
                    .as("seed %d", seed)
                    .isEqualTo(live(seed).witness().story());
        }
    }
}

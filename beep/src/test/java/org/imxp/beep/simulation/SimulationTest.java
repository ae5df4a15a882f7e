package org.imxp.beep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many small worlds, each from its seed. More of them with {@code -Dimxp.simulation.runs=N}, one of them again with
 * {@code -Dimxp.simulation.seed=S}.
 */
class SimulationTest {
    private static final int RUNS = Integer.getInteger("imxp.simulation.runs", 10_000);
    private static final int TWICE = 50;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void whateverHappensTheRulesHold() {
        var seed = Long.getLong("imxp.simulation.seed");
        if (seed != null) {
            new World(seed).run();
            return;
        }
        for (long run = 0; run < RUNS; run++) {
            new World(run).run();
        }
    }

    @Test
    void aSeedGivesTheSameWorldAgain() {
        for (long seed = 0; seed < TWICE; seed++) {
            assertThat(new World(seed).run()).as("seed %d", seed).isEqualTo(new World(seed).run());
        }
    }
}

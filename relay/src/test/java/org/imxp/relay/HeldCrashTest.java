package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imxp.relay.config.Limit;
import org.imxp.relay.store.HeldData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay is killed, with no time to tidy anything. */
@Timeout(120)
class HeldCrashTest {
    private static final int ACKNOWLEDGED = 300;

    @TempDir
    private Path folder;

    /** Runs a relay until it has acknowledged enough, and kills it; what it acknowledged. */
    private List<Integer> holdAndKill(int first) throws IOException, InterruptedException {
        var acknowledged = new ArrayList<Integer>();
        var process = HoldingProcess.start(folder, first);
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(Integer.valueOf(line));
                if (acknowledged.size() == ACKNOWLEDGED) {
                    // That of the process itself would close the stream, and what it said last would be lost.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
        return acknowledged;
    }

    @Test
    void losesNothingThatWasAcknowledgedAndKeepsTheOrder() throws IOException, InterruptedException {
        var acknowledged = new ArrayList<>(holdAndKill(0));
        acknowledged.addAll(holdAndKill(1_000_000));

        try (var world = new HeldWorld(folder)) {
            var held = new ArrayList<Integer>();
            var next = world.store().held().next(HeldWorld.FRED.toString(), 0, HeldData.MAX_PAGE);
            while (!next.isEmpty()) {
                next.forEach(stored -> held.add(Integer.valueOf(
                        HeldWorld.text(HeldPayloads.read(stored.datum())).substring(1))));
                next = world.store()
                        .held()
                        .next(HeldWorld.FRED.toString(), next.getLast().number(), HeldData.MAX_PAGE);
            }
            assertThat(held).containsAll(acknowledged).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void deliversAgainWhatWasAnsweredButNotRemoved() throws InterruptedException {
        try (var world = new HeldWorld(folder)) {
            var gated = new GatedHeldData(world.store().held());
            gated.open();
            var killed = world.holding(gated, HeldWorld.limits(Limit.HELD_DATA_PER_ENDPOINT, 9));
            world.hold(killed, HeldWorld.FRED, "m1").join();
            // From here on nothing reaches the disk: as if the relay were killed after the ok.
            gated.fail(true);
            killed.attached(world.attach(HeldWorld.FRED));
            var given = world.given.take();
            world.detach(given.attachment());
            given.answers(Outcome.DELIVERED);
            killed.close();

            var after = world.holding(HeldWorld.limits(Limit.HELD_DATA_PER_ENDPOINT, 9));
            after.attached(world.attach(HeldWorld.FRED));
            var again = world.given.take();

            assertThat(again.text()).isEqualTo("m1");
            again.answers(Outcome.DELIVERED);
            HeldWorld.until(() -> !after.holds(HeldWorld.FRED));
        }
    }
}

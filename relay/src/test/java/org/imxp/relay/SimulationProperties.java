package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.testkit.Requirement;

/**
 * Many endpoints that send, attach, detach and lose their links, in an order drawn from one seed. A fault is found again by
 * the seed alone.
 */
class SimulationProperties {
    private static final List<String> NAMES =
            List.of("fred@example.com", "wilma@example.com", "barney@example.com", "pebbles@rubble.com");
    private static final Pattern NUMBER = Pattern.compile("http://x\\.example/(\\d+)");
    private static final Pattern REPORTED =
            Pattern.compile("transID='(\\d+)'><destination identity='([^']*)'><reply code='(\\d+)'");
    private static final int QUEUED_DATA = 5;

    /** One run of the simulation. */
    private static final class Run {
        private final Random random;
        private final MemoryWorld world = new MemoryWorld(new MeshBounds(
                4, QUEUED_DATA, 10_000, 1_000, 30, 10, Duration.ofSeconds(60), ProtocolLimits.defaults()));
        private final Map<String, EdgePeer> peers = new HashMap<>();
        private final Set<String> attached = new HashSet<>();
        private final Set<String> delivered = new HashSet<>();
        /** Asked for and to be reported, unless the originator or recipient leaves. */
        private final Map<String, String> expected = new HashMap<>();

        private final Map<String, Integer> reported = new HashMap<>();
        private int next = 1;

        Run(long seed) {
            random = new Random(seed);
            NAMES.forEach(this::connect);
            world.shuffle(random);
        }

        void go() {
            for (int i = 0; i < 120; i++) {
                act(NAMES.get(random.nextInt(NAMES.size())));
                for (int steps = random.nextInt(12); steps > 0; steps--) {
                    world.step();
                }
            }
            settle();
        }

        /** Lets everything arrive: now each report that was asked for has come. */
        private void settle() {
            world.resume();
            collect();
            assertThat(reported.keySet()).containsAll(expected.keySet());
            expected.clear();
        }

        private void connect(String name) {
            peers.put(
                    name,
                    world.peer()
                            .on(random.nextBoolean() ? Dialect.APEX : Dialect.IMXP, name)
                            .says("<attach endpoint='" + name + "' transID='1' />")
                            .hears("<ok />"));
            attached.add(name);
        }

        private void act(String name) {
            world.pause();
            var peer = peers.get(name);
            switch (random.nextInt(20)) {
                case 0 -> {
                    peer.says("<terminate transID='1' />");
                    left(name);
                }
                case 1 -> {
                    settle();
                    peer.hangsUp();
                    left(name);
                    connect(name);
                }
                case 2, 3 -> {
                    peer.says("<attach endpoint='" + name + "' transID='1' />");
                    attached.add(name);
                }
                default -> send(name, peer);
            }
        }

        private void left(String name) {
            attached.remove(name);
            // Whoever leaves is told nothing; what was on its way to it has an outcome all the same.
            expected.values().removeIf(name::equals);
        }

        private void send(String name, EdgePeer peer) {
            var to = NAMES.get(random.nextInt(NAMES.size()));
            int number = next++;
            peer.says("<data content='http://x.example/" + number + "'><originator identity='" + name + "' />"
                    + "<recipient identity='" + to + "' /><option internal='statusRequest' transID='" + number
                    + "' /></data>");
            if (attached.contains(name)) {
                expected.put(number + " " + to, name);
            }
        }

        private void collect() {
            for (var name : NAMES) {
                var peer = peers.get(name);
                while (peer.messageCount() > 0) {
                    var body = EdgePeer.trim(peer.gets().body());
                    var report = REPORTED.matcher(body);
                    var data = NUMBER.matcher(body);
                    if (report.find()) {
                        reported.merge(report.group(1) + " " + report.group(2), 1, Integer::sum);
                    } else if (data.find()) {
                        assertThat(delivered.add(data.group(1)))
                                .as("data %s is delivered once", data.group(1))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Property(tries = 60)
    @Requirement({"CORE-30", "CORE-41", "IMPP-5.4.2", "IMPP-4.2.1"})
    void deliversAtMostOnceAndReportsExactlyOnce(@ForAll long seed) {
        var run = new Run(seed);
        run.go();
        assertThat(run.reported.values()).as("seed %s", seed).allMatch(count -> count == 1);
        assertThat(run.delivered).as("seed %s: delivered", seed).isNotEmpty();
        assertThat(run.reported).as("seed %s: reported", seed).isNotEmpty();
    }
}

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
import org.imxp.testkit.Requirement;

/**
 * Three relays whose endpoints send to each other, while links between relays are cut and relays are out of reach for a while, in
 * an order drawn from one seed. A fault is found again by the seed alone.
 */
class MeshSimulationProperties {
    private static final List<String> NAMES = List.of(
            "fred@example.com", "wilma@example.com", "barney@rubble.com", "betty@rubble.com", "dino@slate.example");
    private static final List<String> DOMAINS = List.of("example.com", "rubble.com", "slate.example");
    private static final Pattern NUMBER = Pattern.compile("http://x\\.example/(\\d+)");
    private static final Pattern REPORTED =
            Pattern.compile("transID='(\\d+)'><destination identity='([^']*)'><reply code='(\\d+)'");

    private static final Pattern REPORTER = Pattern.compile("originator identity='....=report@([^']*)'");

    /** Which relay told of which data. */
    private record Report(String number, String reporter) {}

    /** One run of the simulation. */
    private static final class Run {
        private final Random random;
        private final MeshWorld world = new MeshWorld();
        private final Map<String, EdgePeer> peers = new HashMap<>();
        private final Set<String> delivered = new HashSet<>();
        private final Map<Report, Integer> reported = new HashMap<>();
        private int next = 1;

        Run(long seed) {
            random = new Random(seed);
            DOMAINS.forEach(world::relay);
            NAMES.forEach(
                    name -> peers.put(name, world.attached(name, random.nextBoolean() ? Dialect.APEX : Dialect.IMXP)));
            world.shuffle(random);
        }

        void go() {
            for (int i = 0; i < 150; i++) {
                act();
                for (int steps = random.nextInt(30); steps > 0; steps--) {
                    world.step();
                }
            }
            world.resume();
            collect();
        }

        private void act() {
            world.pause();
            switch (random.nextInt(30)) {
                case 0 -> world.cut();
                case 1 -> world.unreachable(domain());
                case 2, 3 -> world.reachable(domain());
                case 4 -> world.time().pass(Duration.ofSeconds(random.nextInt(90)));
                default -> send();
            }
        }

        private String domain() {
            return DOMAINS.get(random.nextInt(DOMAINS.size()));
        }

        private String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private void send() {
            var from = name();
            int number = next++;
            peers.get(from)
                    .says("<data content='http://x.example/" + number + "'><originator identity='" + from + "' />"
                            + "<recipient identity='" + name() + "' /><option internal='statusRequest' transID='"
                            + number
                            + "' /></data>");
        }

        private void collect() {
            for (var name : NAMES) {
                var peer = peers.get(name);
                while (peer.messageCount() > 0) {
                    var body = EdgePeer.trim(peer.gets().body());
                    var report = REPORTED.matcher(body);
                    var data = NUMBER.matcher(body);
                    if (report.find()) {
                        var reporter = REPORTER.matcher(body);
                        assertThat(reporter.find()).isTrue();
                        var known = new Report(report.group(1), reporter.group(1));
                        assertThat(reported.put(known, Integer.parseInt(report.group(3))))
                                .as("%s comes once", known)
                                .isNull();
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
    @Requirement({"CORE-25", "CORE-30", "CORE-43"})
    void deliversAtMostOnceAndClaimsNothingThatDidNotHappen(@ForAll long seed) {
        var run = new Run(seed);
        run.go();
        run.reported.forEach((report, code) -> {
            if (code == 250) {
                assertThat(run.delivered)
                        .as("seed %s: reported as delivered", seed)
                        .contains(report.number());
            }
            if (code == 421) {
                assertThat(run.delivered)
                        .as("seed %s: reported as unreachable", seed)
                        .doesNotContain(report.number());
            }
        });
        assertThat(run.delivered).as("seed %s: delivered", seed).isNotEmpty();
        assertThat(run.reported).as("seed %s: reported", seed).isNotEmpty();
    }
}

package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.HeldWorld.FRED;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Limits;

/** Whatever happens between, an endpoint gets what is held for it in the order of arrival, and answers each once. */
class HeldOrderProperties {
    private static final Outcome BUSY = Outcome.of(ReplyCode.ABORTED, "busy");

    /** What happens. */
    sealed interface Event {
        /** Some data arrives. */
        record Arrival(int count) implements Event {}

        /** The endpoint attaches, answers some with ok while others arrive, and is lost. */
        record Visit(int answered, int arrivals, Outcome last) implements Event {}

        /** The relay is stopped and started. */
        record Restart() implements Event {}
    }

    @Property(tries = 40)
    void keepsTheOrder(@ForAll("events") List<Event> events) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("imxp-held");
        try (var world = new HeldWorld(folder)) {
            var run = new Run(world);
            for (var event : events) {
                switch (event) {
                    case Event.Arrival arrival -> run.arrive(arrival.count());
                    case Event.Visit visit -> run.visit(visit);
                    case Event.Restart _ -> run.restart();
                }
            }
            run.visit(new Event.Visit(Integer.MAX_VALUE, 3, BUSY));
            assertThat(run.expected).isEmpty();
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var counts = Arbitraries.integers().between(0, 4);
        Arbitrary<Event> arrivals = counts.map(Event.Arrival::new);
        Arbitrary<Event> visits = Combinators.combine(counts, counts, Arbitraries.of(BUSY, Outcome.NOT_ATTACHED))
                .as(Event.Visit::new);
        return Arbitraries.oneOf(arrivals, visits, Arbitraries.just(new Event.Restart()))
                .list()
                .ofMaxSize(12);
    }

    private static final class Run {
        private final HeldWorld world;
        private final Deque<String> expected = new ArrayDeque<>();
        private StoredHolding holding;
        private int sent;

        Run(HeldWorld world) {
            this.world = world;
            holding = world.holding(Limits.defaults());
        }

        void arrive(int count) {
            for (int i = 0; i < count; i++) {
                sent++;
                expected.add("m" + sent);
                assertThat(world.hold(holding, FRED, "m" + sent).join().code()).isEqualTo(ReplyCode.IN_PROGRESS);
            }
        }

        void visit(Event.Visit visit) throws InterruptedException {
            var attachment = world.attach(FRED);
            holding.attached(attachment);
            int answered = 0;
            int arrivals = visit.arrivals();
            while (!expected.isEmpty()) {
                var given = world.given.poll(30, TimeUnit.SECONDS);
                assertThat(given).isNotNull();
                assertThat(given.text()).isEqualTo(expected.peek());
                assertThat(given.attachment()).isSameAs(attachment);
                if (arrivals > 0) {
                    arrivals--;
                    arrive(1);
                }
                if (answered == visit.answered()) {
                    world.detach(attachment);
                    given.answers(visit.last());
                    break;
                }
                answered++;
                expected.remove();
                given.answers(Outcome.DELIVERED);
            }
            // What was answered is removed soon; only a relay that is killed before delivers it again.
            HeldWorld.until(() -> holding.totals(FRED).data() == expected.size());
            world.detach(attachment);
            assertThat(world.given).isEmpty();
        }

        void restart() {
            holding.close();
            world.restart();
            holding = world.holding(Limits.defaults());
        }
    }
}

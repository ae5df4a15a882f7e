package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.relay.service.ManualAlarms;

/** Whatever is added and cancelled, all that is left happens at its time and in its order, as in a list that is sorted. */
class DeadlinesProperties {
    sealed interface Event {
        record Add(long millis) implements Event {}

        record Cancel(int which) implements Event {}

        record Pass(long millis) implements Event {}
    }

    private record Added(int number, long at, Deadlines.Deadline deadline) {}

    @Property(tries = 500)
    void happensWhenASortedListSays(@ForAll("events") List<Event> events) {
        var time = new ManualAlarms();
        var deadlines = new Deadlines(time, time);
        var rung = new ArrayList<String>();
        var waiting = new ArrayList<Added>();
        int number = 0;
        for (var event : events) {
            switch (event) {
                case Event.Add add -> {
                    int mine = number++;
                    var at = time.instant().plusMillis(add.millis());
                    var deadline = deadlines.at(at, () -> rung.add(mine + " at " + time.millis()));
                    waiting.add(new Added(mine, at.toEpochMilli(), deadline));
                }
                case Event.Cancel cancel -> {
                    if (!waiting.isEmpty()) {
                        deadlines.cancel(
                                waiting.remove(cancel.which() % waiting.size()).deadline());
                    }
                }
                case Event.Pass pass -> {
                    time.pass(Duration.ofMillis(pass.millis()));
                    var due = waiting.stream()
                            .filter(added -> added.at() <= time.millis())
                            .sorted(Comparator.comparingLong(Added::at).thenComparingInt(Added::number))
                            .toList();
                    waiting.removeAll(due);
                    assertThat(rung)
                            .containsExactlyElementsOf(due.stream()
                                    .map(added -> added.number() + " at " + added.at())
                                    .toList());
                    rung.clear();
                }
            }
            assertThat(deadlines.size()).isEqualTo(waiting.size());
            assertThat(time.alarms()).isLessThanOrEqualTo(1);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        // About the length of a slot, and far more than one.
        var millis =
                Arbitraries.longs().between(1, 20_000).edgeCases(edges -> edges.add(1L, 16_383L, 16_384L, 16_385L));
        var far = Arbitraries.longs().between(1, 400_000_000L);
        return Arbitraries.<Event>oneOf(
                        millis.map(Event.Add::new),
                        millis.map(Event.Add::new),
                        far.map(Event.Add::new),
                        Arbitraries.integers().between(0, 100).map(Event.Cancel::new),
                        millis.map(Event.Pass::new),
                        far.map(Event.Pass::new))
                .list()
                .ofMaxSize(60);
    }
}

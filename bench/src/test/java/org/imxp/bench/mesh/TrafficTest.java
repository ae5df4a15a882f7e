package org.imxp.bench.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted and timed, over endpoints in memory. */
class TrafficTest {
    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        loop.close();
    }

    /** Delivers and reports at once, or, told to wait, when all have been sent. */
    private class Loopback implements Ends {
        private final int waitFor;
        private final List<Runnable> waiting = new ArrayList<>();
        private Heard heard = new Idle();
        int sent;

        Loopback(int waitFor) {
            this.waitFor = waitFor;
        }

        @Override
        public void hear(Heard who) {
            loop.execute(() -> heard = who);
        }

        Heard hearing() {
            return heard;
        }

        @Override
        public void execute(Runnable work) {
            loop.execute(work);
        }

        @Override
        public void send(Case wanted, int pair) {
            sent++;
            waiting.add(() -> goes(wanted.manner(), pair));
            if (sent >= waitFor) {
                waiting.forEach(loop::execute);
                waiting.clear();
            }
        }

        void goes(Manner manner, int pair) {
            heard.accepted(pair);
            if (manner != Manner.HELD) {
                heard.arrived(pair);
            }
            if (manner != Manner.PLAIN) {
                heard.reported(pair, manner == Manner.HELD);
            }
        }

        @Override
        public void attach(Role absent) {
            loop.execute(() -> {
                for (int i = 0; i < sent; i++) {
                    heard.arrived(0);
                    heard.reported(0, false);
                }
            });
        }

        @Override
        public void detach(Role absent) {}

        @Override
        public void close() {}
    }

    @Test
    void floodCountsWhatHasGoneAllItsWay() {
        for (var manner : List.of(Manner.PLAIN, Manner.STATUS)) {
            var ends = new Loopback(0);

            var sample = new Flood(ends, new Case(manner, 1, false), new Load(3, 5, 1, 1)).run(Duration.ofMillis(20));

            assertThat(sample.messages()).isEqualTo(ends.sent).isGreaterThanOrEqualTo(15);
            assertThat(sample.nanos()).isPositive();
        }
    }

    @Test
    void noMoreIsHeldThanCanBeFetchedSoon() {
        var ends = new Loopback(0);
        var wanted = new Case(Manner.HELD, 1, false);

        var held = new Flood(ends, wanted, new Load(3, 5, 1, 1)).run(Duration.ofMinutes(1));
        var fetched = new Fetching(ends, wanted.recipient(), held.messages()).run();

        assertThat(held.messages()).isEqualTo(Flood.MOST_HELD).isEqualTo(ends.sent);
        assertThat(fetched.messages()).isEqualTo(Flood.MOST_HELD - 1);
    }

    @Test
    void latencyCountsFromWhenAMessageWasDue() {
        int count = 50;
        var ends = new Loopback(count);

        var sample =
                new Pace(ends, new Case(Manner.STATUS, 1, true), new Load(2, 1, 1000, 1)).run(Duration.ofMillis(count));

        assertThat(sample.messages()).isEqualTo(count);
        // The first waited for the last to be sent, and with it all between.
        assertThat(sample.latencies().percentile(100)).isGreaterThanOrEqualTo(Pace.dueAfter(count - 1, 1000));
        assertThat(sample.latencies().percentile(50)).isGreaterThanOrEqualTo(Pace.dueAfter(count / 2 - 2, 1000));
    }

    @Test
    void whatGoesOtherwiseEndsTheRun() {
        var ends = new Loopback(0) {
            @Override
            void goes(Manner manner, int pair) {
                hearing().failed("pair " + pair + " is refused");
            }
        };

        assertThatThrownBy(() -> new Flood(ends, new Case(Manner.PLAIN, 1, false), new Load(1, 1, 1, 1))
                        .run(Duration.ofMinutes(1)))
                .hasMessageContaining("pair 0 is refused");
    }
}

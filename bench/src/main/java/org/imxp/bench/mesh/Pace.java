package org.imxp.bench.mesh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.Sample;

/**
 * Messages by the clock, whatever became of those before, each measured from the time it was due: what is late makes none of the
 * others look quicker.
 */
final class Pace extends Drive {
    private final Latencies latencies = Latencies.ready();
    private final List<Queue<Long>> due = new ArrayList<>();
    private long started;
    private long last;

    Pace(Ends ends, Case wanted, Load load) {
        super(ends, wanted, load);
        for (int pair = 0; pair < load.pairs(); pair++) {
            due.add(new ArrayDeque<>());
        }
    }

    Sample run(Duration time) {
        ends.hear(this);
        started = System.nanoTime();
        long count = Math.max(1, time.toNanos() * load.rate() / 1_000_000_000L);
        for (long i = 0; i < count; i++) {
            long at = started + dueAfter(i, load.rate());
            waitUntil(at);
            int pair = (int) (i % load.pairs());
            ends.execute(() -> send(pair, at));
        }
        ends.execute(() -> {
            progress.stop();
            progress.check(wanted.manner());
        });
        progress.awaitAll();
        ends.hear(new Idle());
        return new Sample(progress.messages(wanted.manner()), last - started, latencies);
    }

    /** When a message is due after the first, in nanoseconds. */
    static long dueAfter(long number, int rate) {
        return number * 1_000_000_000L / rate;
    }

    private static void waitUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(int pair, long at) {
        progress.sent();
        due.get(pair).add(at);
        ends.send(wanted, pair);
    }

    /** Those of one pair arrive, and are reported, in the order in which they were sent. */
    @Override
    void gone(int pair) {
        last = System.nanoTime();
        var at = due.get(pair).poll();
        if (at != null) {
            latencies.add(last - at);
        }
    }
}

package org.imxp.bench.mesh;

import java.time.Duration;
import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.Sample;

/** As many messages as go: each pair has so many on their way, and sends another when one has gone all its way. */
final class Flood extends Drive {
    /** What is held has to be fetched before the next run, which takes longer. */
    static final int MOST_HELD = 4000;

    private long started;
    private long last;

    Flood(Ends ends, Case wanted, Load load) {
        super(ends, wanted, load);
    }

    Sample run(Duration time) {
        ends.hear(this);
        ends.execute(this::begin);
        if (!progress.await(time)) {
            progress.stop();
            progress.awaitAll();
        }
        ends.hear(new Idle());
        return new Sample(progress.messages(wanted.manner()), last - started, Latencies.none());
    }

    private void begin() {
        started = System.nanoTime();
        for (int i = 0; i < load.inFlight(); i++) {
            for (int pair = 0; pair < load.pairs(); pair++) {
                more(pair);
            }
        }
    }

    private void more(int pair) {
        if (progress.isStopping()) {
            return;
        }
        progress.sent();
        if (wanted.manner() == Manner.HELD && progress.messagesSent() == MOST_HELD) {
            progress.stop();
        }
        ends.send(wanted, pair);
    }

    @Override
    void gone(int pair) {
        last = System.nanoTime();
        more(pair);
    }
}

package org.imxp.bench.mesh;

import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.Sample;

/** Those who were away come, and are given what was held for them. */
final class Fetching implements Heard {
    private final Ends ends;
    private final Role absent;
    private final long count;
    private final Progress progress = new Progress();
    private long first;
    private long last;

    /**
     * Fetches.
     *
     * @param count how many messages are held
     */
    Fetching(Ends ends, Role absent, long count) {
        this.ends = ends;
        this.absent = absent;
        this.count = count;
    }

    /** Counts what comes after the first, so that no time to attach is in it. */
    Sample run() {
        ends.hear(this);
        ends.attach(absent);
        progress.awaitAll();
        ends.hear(new Idle());
        ends.detach(absent);
        return new Sample(count - 1, last - first, Latencies.none());
    }

    @Override
    public void accepted(int pair) {
        failed("a message was accepted that nobody has sent");
    }

    @Override
    public void arrived(int pair) {
        last = System.nanoTime();
        if (first == 0) {
            first = last;
        }
        progress.arrived();
        progress.checkFetched(count);
    }

    @Override
    public void reported(int pair, boolean held) {
        progress.reported(held);
        progress.checkFetched(count);
    }

    @Override
    public void failed(String what) {
        progress.failed(what);
    }
}

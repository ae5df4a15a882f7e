package org.imxp.bench.mesh;

import java.util.List;
import org.imxp.bench.measure.Figures;

/**
 * One run of one subject.
 *
 * @param sample what the generator counted
 * @param relayNanos processor time of both relays together for each message, without compiler and collector, in nanoseconds
 * @param relayShare part of a core that both relays took, 0..1
 * @param generatorShare part of a core that the generator took, 0..1
 */
record Measured(Figures sample, double relayNanos, double relayShare, double generatorShare) {
    /** The usage of some processes before a run and after it. */
    record Used(List<Figures> before, List<Figures> after) {
        /** Processor time of the threads that run Java. */
        long nanos() {
            return sum("threads");
        }

        /** Part of a core, compiler and collector included. */
        double share() {
            return (double) sum("cpu") / grown(0, "at");
        }

        private long sum(String name) {
            long sum = 0;
            for (int i = 0; i < before.size(); i++) {
                sum += grown(i, name);
            }
            return sum;
        }

        private long grown(int process, String name) {
            return after.get(process).get(name) - before.get(process).get(name);
        }
    }

    static Measured of(Figures sample, Used relays, Used generator) {
        var messages = Math.max(1, sample.get("messages"));
        return new Measured(sample, (double) relays.nanos() / messages, relays.share(), generator.share());
    }

    double perSecond() {
        return sample.get("messages") * 1e9 / Math.max(1, sample.get("nanos"));
    }

    double fetchedPerSecond() {
        return sample.get("fetched") * 1e9 / Math.max(1, sample.get("fetching"));
    }
}

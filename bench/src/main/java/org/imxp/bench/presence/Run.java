package org.imxp.bench.presence;

import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Worker;

/**
 * What was measured in a run, and what it took.
 *
 * @param figures what the endpoints counted
 * @param relayNanos processor time of the relay's process
 * @param relayShare part of a core that the relay took, 0..1
 * @param endpointsShare part of a core that the endpoints took, 0..1
 */
record Run(Figures figures, long relayNanos, double relayShare, double endpointsShare) {
    /** Has the endpoints do something, and looks at both processes before and after it. */
    static Run of(Worker relay, Worker endpoints, String command) {
        var relayBefore = relay.ask("usage");
        var endpointsBefore = endpoints.ask("usage");
        var figures = endpoints.ask(command);
        var relayAfter = relay.ask("usage");
        var endpointsAfter = endpoints.ask("usage");
        return new Run(
                figures,
                grown(relayBefore, relayAfter, "cpu"),
                share(relayBefore, relayAfter),
                share(endpointsBefore, endpointsAfter));
    }

    private static double share(Figures before, Figures after) {
        return (double) grown(before, after, "cpu") / Math.max(1, grown(before, after, "at"));
    }

    private static long grown(Figures before, Figures after, String name) {
        return after.get(name) - before.get(name);
    }

    double get(String name) {
        return figures.get(name);
    }

    /** In milliseconds. */
    double millis(String name) {
        return get(name) / 1e6;
    }

    double notificationsPerSecond() {
        return get("notifications") * 1e9 / Math.max(1, get("nanos"));
    }

    /** Processor time of the relay for each notification, in microseconds. */
    double microsPerNotification() {
        return relayNanos / 1e3 / Math.max(1, get("notifications"));
    }
}

package org.imxp.bench.beep;

import org.imxp.bench.measure.Figures;

/**
 * One run of one subject.
 *
 * @param perSecond messages a second
 * @param sample what the client counted
 * @param serverNanos processor time of the server's event loop for each message, in nanoseconds
 * @param serverShare part of a core that the server took, 0..1
 * @param clientShare part of a core that the client took, 0..1
 * @param allocated octets that the server's threads allocated for each message
 * @param collections garbage collections of the server
 */
record Measured(
        double perSecond,
        Figures sample,
        double serverNanos,
        double serverShare,
        double clientShare,
        double allocated,
        long collections) {
    static Measured of(Figures sample, Figures[] server, Figures[] client) {
        var messages = Math.max(1, sample.get("messages"));
        return new Measured(
                messages * 1e9 / sample.get("nanos"),
                sample,
                (double) grown(server, "loops") / messages,
                share(server),
                share(client),
                (double) grown(server, "allocated") / messages,
                grown(server, "collections"));
    }

    private static double share(Figures[] usage) {
        return (double) grown(usage, "cpu") / grown(usage, "at");
    }

    private static long grown(Figures[] usage, String name) {
        return usage[1].get(name) - usage[0].get(name);
    }
}

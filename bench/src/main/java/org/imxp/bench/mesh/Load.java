package org.imxp.bench.mesh;

/**
 * How much is sent.
 *
 * @param pairs senders, each with its recipients
 * @param inFlight messages of one pair on their way at once, where they go as many as can
 * @param rate messages a second of all pairs together, where they go by the clock
 * @param text octets of a message's text
 */
record Load(int pairs, int inFlight, int rate, int text) {
    /** As one word, for a worker's command line. */
    String word() {
        return pairs + ":" + inFlight + ":" + rate + ":" + text;
    }

    static Load parse(String word) {
        var fields = word.split(":", -1);
        return new Load(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]));
    }
}

package org.imxp.bench.mesh;

/**
 * One thing to be measured.
 *
 * @param manner how the messages go
 * @param hops how many relays they go through, 1 or 2
 * @param paced whether they are sent by the clock, for their latency; else as many as go
 */
record Case(Manner manner, int hops, boolean paced) {
    String title() {
        return hops + (hops == 1 ? " hop, " : " hops, ") + manner.title() + (paced ? ", paced" : "");
    }

    /** Who the messages are for. */
    Role recipient() {
        if (manner == Manner.HELD) {
            return hops == 1 ? Role.NEAR_ABSENT : Role.FAR_ABSENT;
        }
        return hops == 1 ? Role.NEAR : Role.FAR;
    }

    /** As one word, for a worker's command. */
    String word() {
        return manner + ":" + hops + ":" + paced;
    }

    static Case parse(String word) {
        var fields = word.split(":", -1);
        return new Case(Manner.valueOf(fields[0]), Integer.parseInt(fields[1]), Boolean.parseBoolean(fields[2]));
    }
}

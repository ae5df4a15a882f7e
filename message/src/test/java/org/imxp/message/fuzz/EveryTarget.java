package org.imxp.message.fuzz;

/** All targets in one, so that a short run begins once: the first octet chooses. */
public final class EveryTarget {
    private EveryTarget() {}

    /**
     * Tries an input.
     *
     * @param input a target's number, and its input
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Targets.ALL.tryEvery(input);
    }
}

package org.imxp.testkit.fuzz;

/** What tries an input. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Tries one.
     *
     * @param input any octets; whatever they are, nothing is thrown unless a rule is broken
     */
    void tryInput(byte[] input);
}

package org.imxp.cli;

/** Tells when the person at the terminal, or the system, wants the program to end. */
@FunctionalInterface
interface StopSignal {
    /**
     * Sets what is done then, instead of ending at once.
     *
     * @param action called once, on any thread
     */
    void onStop(Runnable action);
}

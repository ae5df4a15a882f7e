package org.imxp.bench.mesh;

/** Hears while nothing is measured, when there is nothing to hear. */
final class Idle implements Heard {
    @Override
    public void accepted(int pair) {
        failed("a message was accepted");
    }

    @Override
    public void arrived(int pair) {
        failed("a message arrived");
    }

    @Override
    public void reported(int pair, boolean held) {
        failed("a report came");
    }

    @Override
    public void failed(String what) {
        System.err.println("between two runs: " + what);
    }
}

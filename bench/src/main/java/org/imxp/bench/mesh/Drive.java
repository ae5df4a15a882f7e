package org.imxp.bench.mesh;

/** A run of one case: counts what becomes of its messages, and tells when one has gone all its way. */
abstract sealed class Drive implements Heard permits Flood, Pace {
    final Ends ends;
    final Case wanted;
    final Load load;
    final Progress progress = new Progress();

    Drive(Ends ends, Case wanted, Load load) {
        this.ends = ends;
        this.wanted = wanted;
        this.load = load;
    }

    /** A message of a pair is there, or its report is, where one was asked for. */
    abstract void gone(int pair);

    @Override
    public final void accepted(int pair) {
        progress.accepted();
        progress.check(wanted.manner());
    }

    @Override
    public final void arrived(int pair) {
        progress.arrived();
        if (wanted.manner() == Manner.PLAIN) {
            gone(pair);
        }
        progress.check(wanted.manner());
    }

    @Override
    public final void reported(int pair, boolean held) {
        progress.reported(held);
        gone(pair);
        progress.check(wanted.manner());
    }

    @Override
    public final void failed(String what) {
        progress.failed(what);
    }
}

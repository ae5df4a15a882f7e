package org.imxp.bench.mesh;

/** What endpoints hear. Called by their event loop. */
interface Heard {
    /** The sender's relay has taken a message. */
    void accepted(int pair);

    /** The recipient has a message. */
    void arrived(int pair);

    /** The sender has a report: that a message is held, or else that it has arrived. */
    void reported(int pair, boolean held);

    /** Something went otherwise. */
    void failed(String what);
}

package org.imxp.bench.mesh;

/** The endpoints of one subject: senders and recipients in pairs, all on one event loop. */
interface Ends extends AutoCloseable {
    /** From now on somebody hears what happens. Nothing is on its way. */
    void hear(Heard heard);

    /** Runs something on the event loop. */
    void execute(Runnable work);

    /** Has a pair's sender send one message. On the event loop. */
    void send(Case wanted, int pair);

    /** Lets those come who were away. */
    void attach(Role absent);

    /** Lets them go. */
    void detach(Role absent);

    @Override
    void close();
}

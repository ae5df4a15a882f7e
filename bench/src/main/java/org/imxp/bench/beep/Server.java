package org.imxp.bench.beep;

/** One subject's listening side, on loopback, until it is closed. */
interface Server extends AutoCloseable {
    /** Where a case is served. */
    int port(Case wanted);

    @Override
    void close();
}

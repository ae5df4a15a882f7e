package org.imxp.bench.beep;

import java.time.Duration;
import org.imxp.bench.measure.Sample;

/** One subject's connecting side: the generator. */
interface Client extends AutoCloseable {
    /** Opens one connection, exchanges messages for a while, waits for the last reply, and closes it. */
    Sample run(Case wanted, int port, Duration time);

    /** Opens connections, uses each once and leaves them idle until {@link #release}. */
    void hold(int count, Case wanted, int port);

    /** Closes what {@link #hold} opened. */
    void release();

    @Override
    void close();
}

package org.imxp.relay;

import java.util.concurrent.atomic.AtomicBoolean;

/** The report that a data for one recipient is delayed; sent once or never (RFC 3342 section 2.2.1). Used by all threads. */
final class DelayReport {
    private final Runnable send;
    private final Runnable forgo;
    private final AtomicBoolean decided = new AtomicBoolean();

    DelayReport(Runnable send, Runnable forgo) {
        this.send = send;
        this.forgo = forgo;
    }

    void send() {
        if (!decided.getAndSet(true)) {
            send.run();
        }
    }

    boolean isDecided() {
        return decided.get();
    }

    /** Gives back the room of a report that will not be needed. */
    void forgo() {
        if (!decided.getAndSet(true)) {
            forgo.run();
        }
    }
}

package org.imxp.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.imxp.protocol.ReplyCode;

/** How much waits for one next relay: from when a data is routed to it until it answers. Used by all threads. */
final class HopQueue {
    private final HopBounds bounds;
    private final AtomicInteger data = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();

    HopQueue(HopBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes room for a data, or leaves all as it is and says no. */
    boolean take(long size) {
        if (data.incrementAndGet() > bounds.queuedData()) {
            data.decrementAndGet();
            return false;
        }
        if (octets.addAndGet(size) > bounds.queuedOctets()) {
            give(size);
            return false;
        }
        return true;
    }

    void give(long size) {
        octets.addAndGet(-size);
        data.decrementAndGet();
    }

    int data() {
        return data.get();
    }

    Outcome full() {
        return Outcome.of(
                ReplyCode.ABORTED,
                Sentence.HOP_QUEUE_FULL,
                data.get(),
                octets.get(),
                bounds.queuedData(),
                bounds.queuedOctets());
    }
}

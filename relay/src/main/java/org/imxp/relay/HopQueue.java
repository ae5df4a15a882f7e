package org.imxp.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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

    String fullness() {
        return data.get() + " data of " + octets.get() + " octets wait for the next relay, allowed are "
                + bounds.queuedData() + " of " + bounds.queuedOctets();
    }
}

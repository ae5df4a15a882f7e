package org.imxp.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much waits for one attached endpoint: from when a data is routed to it until it answers. Used by all threads. */
final class AttachmentQueue {
    private final int mostData;
    private final long mostOctets;
    private final AtomicInteger data = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();

    AttachmentQueue(MeshBounds bounds) {
        mostData = bounds.queuedData();
        mostOctets = bounds.queuedOctets();
    }

    /** Takes room for a data, or leaves all as it is and says no. */
    boolean take(long size) {
        if (data.incrementAndGet() > mostData) {
            data.decrementAndGet();
            return false;
        }
        if (octets.addAndGet(size) > mostOctets) {
            give(size);
            return false;
        }
        return true;
    }

    void give(long size) {
        octets.addAndGet(-size);
        data.decrementAndGet();
    }

    String fullness() {
        return "the endpoint has " + data.get() + " data of " + octets.get() + " octets waiting, allowed are " + mostData
                + " of " + mostOctets;
    }
}

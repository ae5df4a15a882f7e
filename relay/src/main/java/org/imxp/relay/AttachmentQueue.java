package org.imxp.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.imxp.protocol.ReplyCode;

/**
 * How much waits for one attached endpoint: from when a data is routed to it, or it asks for a report, until it answers what
 * it is sent. Used by all threads.
 */
final class AttachmentQueue {
    private final int mostData;
    private final long mostOctets;
    private final int mostReports;
    private final AtomicInteger data = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();
    private final AtomicInteger reports = new AtomicInteger();

    AttachmentQueue(MeshBounds bounds) {
        mostData = bounds.queuedData();
        mostOctets = bounds.queuedOctets();
        mostReports = bounds.awaitedReports();
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

    /**
     * Takes room for what will be reported to the endpoint, so that no report is dropped that was asked for. One data can
     * always ask, however many its recipients are.
     */
    boolean takeReports(int count) {
        int before = reports.getAndAdd(count);
        if (before > 0 && before + count > mostReports) {
            reports.addAndGet(-count);
            return false;
        }
        return true;
    }

    void giveReports(int count) {
        reports.addAndGet(-count);
    }

    int data() {
        return data.get();
    }

    long octets() {
        return octets.get();
    }

    int reports() {
        return reports.get();
    }

    /** The outcome of a data that there is no room for. */
    Outcome full() {
        return Outcome.of(ReplyCode.ABORTED, Sentence.QUEUE_FULL, data.get(), octets.get(), mostData, mostOctets);
    }
}

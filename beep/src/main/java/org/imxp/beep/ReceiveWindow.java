package org.imxp.beep;

import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.PoorlyFormedException;

/** How far the peer may send on one channel (RFC 3081 section 3.1). Counts octets without wrapping; the wire wraps. */
final class ReceiveWindow {
    private static final long MASK = 0xFFFF_FFFFL;

    private long received;
    private long edge = SessionLimits.INITIAL_WINDOW;

    void accept(FrameHeader header) {
        var expected = received & MASK;
        if (header.sequenceNumber() != expected) {
            throw new PoorlyFormedException(header + ": seqno " + header.sequenceNumber() + ", expected " + expected);
        }
        if (header.size() > edge - received) {
            throw new PoorlyFormedException(
                    header + ": size " + header.size() + ", the window has " + (edge - received) + " octets left");
        }
        received += header.size();
    }

    /** Opens the window to so many octets, if that makes a difference worth a SEQ frame (BEEP-61). */
    boolean open(int window) {
        var wanted = received + window;
        if (wanted - edge < window / 2) {
            return false;
        }
        edge = wanted;
        return true;
    }

    long acknowledged() {
        return received & MASK;
    }

    int size() {
        return (int) (edge - received);
    }
}

package org.imxp.beep;

import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.PoorlyFormedException;

/**
 * How far the peer may send on one channel (RFC 3081 section 3.1). Counts octets without wrapping; the wire wraps.
 *
 * <p>The window starts at 4096 octets. Each time that the peer has used half of it and the application has kept up, it
 * doubles, up to the bound of a channel and as far as the session's budget allows.
 */
final class ReceiveWindow {
    private static final long MASK = 0xFFFF_FFFFL;

    /** A large window opens before half of it is used: a SEQ frame is on its way for some time, and the peer goes on meanwhile. */
    private static final int WORTH_A_FRAME = 1 << 17;

    private final WindowBudget budget;
    private long received;
    private long consumed;
    private long edge = SessionLimits.INITIAL_WINDOW;
    private int capacity = SessionLimits.INITIAL_WINDOW;

    ReceiveWindow(WindowBudget budget) {
        this.budget = budget;
    }

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

    /** The application has so many octets less to deal with. */
    void consumed(long octets) {
        consumed += octets;
    }

    /** Opens the window as far as the application has kept up, if that makes a difference worth a SEQ frame (BEEP-61). */
    boolean open(int most) {
        if (consumed + capacity - edge < Math.min(capacity / 2, WORTH_A_FRAME)) {
            return false;
        }
        if (capacity < most && received - consumed <= capacity / 4) {
            capacity += budget.take(Math.min(capacity, most - capacity));
        }
        edge = consumed + capacity;
        return true;
    }

    /** Gives back what was taken of the session's budget. */
    void close() {
        budget.giveBack(capacity - SessionLimits.INITIAL_WINDOW);
        capacity = SessionLimits.INITIAL_WINDOW;
    }

    long acknowledged() {
        return received & MASK;
    }

    int size() {
        return (int) (edge - received);
    }
}

package org.imxp.beep;

import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;

/** How far this side may send on one channel (RFC 3081 section 3.1). Counts octets without wrapping; the wire wraps. */
final class SendWindow {
    private static final long MASK = 0xFFFF_FFFFL;

    private long sent;
    private long acknowledged;
    private long edge = SessionLimits.INITIAL_WINDOW;

    int available() {
        return (int) Math.min(Integer.MAX_VALUE, edge - sent);
    }

    long sequenceNumber() {
        return sent & MASK;
    }

    void advance(int octets) {
        sent += octets;
    }

    void update(SequenceFrame frame) {
        // The distance modulo 2^32, so that a count beyond 4 GiB goes on.
        var distance = (int) (frame.acknowledged() - (acknowledged & MASK));
        var position = acknowledged + distance;
        if (position > sent || position < 0) {
            throw new PoorlyFormedException("SEQ, channel " + frame.channel() + ": ackno " + frame.acknowledged()
                    + " is beyond the last octet sent, " + sequenceNumber());
        }
        if (distance < 0) {
            return;
        }
        acknowledged = position;
        // A window once given is not taken back (BEEP-62).
        edge = Math.max(edge, position + frame.window());
    }
}

package org.imxp.beep.simulation;

import org.imxp.beep.PayloadStream;

/** A payload that is written piece by piece. */
final class Writing implements Deed {
    /** An application that waits for what it has written does not pile up more. */
    private static final int QUEUED = 20_000;

    private final Peer peer;
    private final PayloadStream stream;
    private final Content content;
    private final int goal;

    Writing(Peer peer, PayloadStream stream, Content content, int goal) {
        this.peer = peer;
        this.stream = stream;
        this.content = content;
        this.goal = goal;
    }

    @Override
    public boolean goOn() {
        if (!stream.isOpen()) {
            return true;
        }
        var left = goal - content.length();
        if (left == 0) {
            peer.note("ends " + content);
            content.end();
            stream.end();
            return true;
        }
        if (stream.queuedOctets() < QUEUED) {
            var piece = peer.chance().oneIn(3) ? left : peer.chance().below(left + 1);
            peer.note("writes " + piece + " after " + content);
            peer.promises("write", stream.write(content.grow(piece)));
        }
        return false;
    }
}

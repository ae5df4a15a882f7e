package org.imxp.beep.simulation;

import java.nio.ByteBuffer;
import org.imxp.beep.PayloadFlow;
import org.imxp.beep.PayloadReceiver;

/** Takes a payload piece by piece, and is done with the pieces at once or later. */
final class Taking implements PayloadReceiver {
    private final Peer peer;
    private final Content expected;
    private final Runnable whole;
    private int position;
    private int unconsumed;
    private boolean waiting;
    private boolean discarding;
    private boolean over;

    Taking(Peer peer, Content expected, Runnable whole) {
        this.peer = peer;
        this.expected = expected;
        this.whole = whole;
    }

    /** Nothing more is told: the application has refused the rest. */
    void refused() {
        over = true;
    }

    @Override
    public void octets(ByteBuffer octets, PayloadFlow flow) {
        if (over || discarding) {
            peer.violated("takes octets, though it is over " + over + ", discarding " + discarding);
        }
        if (!expected.isAt(position, octets)) {
            peer.violated("takes " + octets.remaining() + " wrong octets at " + position);
        }
        position += octets.remaining();
        unconsumed += octets.remaining();
        var chance = peer.chance();
        if (chance.oneIn(40)) {
            discarding = true;
            flow.discard();
        } else if (chance.oneIn(3)) {
            consume(flow, unconsumed);
        } else if (!waiting) {
            waiting = true;
            peer.later(() -> {
                consume(flow, chance.oneIn(2) ? unconsumed : chance.below(unconsumed + 1));
                waiting = unconsumed > 0;
                return !waiting;
            });
        }
        peer.meddle();
    }

    private void consume(PayloadFlow flow, int octets) {
        if (octets > 0) {
            peer.note("consumes " + octets);
        }
        unconsumed -= octets;
        flow.consumed(octets);
    }

    @Override
    public void complete() {
        if (over || (!discarding && (position != expected.length() || !expected.isEnded()))) {
            peer.violated("is told of an end at " + position + ", over " + over);
        }
        over = true;
        whole.run();
    }

    @Override
    public void broken(String reason) {
        if (over || peer.goesOn()) {
            peer.violated("has a broken payload, over " + over + ": " + reason);
        }
        over = true;
        peer.meddle();
    }
}

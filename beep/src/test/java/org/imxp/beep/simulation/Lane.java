package org.imxp.beep.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one side sends on one channel, in order. */
final class Lane {
    /**
     * Which lane of a pair.
     *
     * @param initiator whether it is the initiator's
     * @param epoch how many tuning resets came before
     * @param number the channel
     */
    record Key(boolean initiator, int epoch, int number) {}

    /** Messages that the other side has not seen. */
    final Deque<SentMessage> underWay = new ArrayDeque<>();

    /** Messages whose replies have not come. */
    final Deque<SentMessage> awaited = new ArrayDeque<>();

    SentMessage send(int id, Content content) {
        var message = new SentMessage(id, content, this);
        underWay.add(message);
        awaited.add(message);
        return message;
    }
}

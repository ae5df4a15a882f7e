package org.imxp.beep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The peer's messages on a channel whose replies have not left: replies leave in the order of the messages (BEEP-38). */
final class OwedReplies {
    private final NumbersInUse numbers = new NumbersInUse();
    private final Deque<Exchange> unanswered = new ArrayDeque<>(2);

    /** A message begins; tells whether its number is free (BEEP-13). */
    boolean begin(int messageNumber) {
        return numbers.add(messageNumber);
    }

    void add(Exchange exchange) {
        unanswered.add(exchange);
    }

    /** Something of a reply was given, or a message has become whole; returns what may leave now. */
    List<OutgoingMessage> release() {
        var ready = new ArrayList<OutgoingMessage>(1);
        while (!unanswered.isEmpty()) {
            var first = unanswered.element();
            first.release(ready);
            if (!first.isReleased()) {
                break;
            }
            unanswered.remove();
        }
        return ready;
    }

    /** A reply has left whole; tells whether it was owed, as every reply but the greeting is. */
    boolean left(int messageNumber) {
        return numbers.remove(messageNumber);
    }

    /** How many have begun and have no reply that has left. */
    int size() {
        return numbers.size();
    }

    void clear(String reason) {
        numbers.clear();
        unanswered.forEach(exchange -> exchange.broken(reason));
        unanswered.clear();
    }
}

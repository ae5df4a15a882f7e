package org.imxp.beep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The peer's messages on a channel whose replies have not left: replies leave in the order of the messages (BEEP-38). */
final class OwedReplies {
    private final Set<Integer> numbers = new HashSet<>();
    private final Deque<Exchange> unanswered = new ArrayDeque<>();
    private final Map<Exchange, OutgoingMessage> early = new HashMap<>();

    /** A message begins; tells whether its number is free (BEEP-13). */
    boolean begin(int messageNumber) {
        return numbers.add(messageNumber);
    }

    void add(Exchange exchange) {
        unanswered.add(exchange);
    }

    /** A reply was given; returns those that may leave now. */
    List<OutgoingMessage> answered(Exchange exchange, OutgoingMessage reply) {
        early.put(exchange, reply);
        var ready = new ArrayList<OutgoingMessage>(1);
        while (!unanswered.isEmpty()) {
            var next = early.remove(unanswered.element());
            if (next == null) {
                break;
            }
            unanswered.remove();
            ready.add(next);
        }
        return ready;
    }

    /** A reply has left whole; tells whether it was owed, as every reply but the greeting is. */
    boolean left(int messageNumber) {
        return numbers.remove(messageNumber);
    }

    boolean contains(int messageNumber) {
        return numbers.contains(messageNumber);
    }

    /** How many have begun and have no reply that has left. */
    int size() {
        return numbers.size();
    }

    void clear() {
        numbers.clear();
        unanswered.clear();
        early.clear();
    }
}

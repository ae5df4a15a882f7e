package org.imxp.relay;

import java.util.List;
import org.imxp.protocol.Element;

/**
 * What a relay does about an operation.
 *
 * @param element the reply, which is sent first
 * @param then what follows the reply
 */
record Answer(Element element, Runnable then) {
    static Answer of(Element element) {
        return new Answer(element, () -> {});
    }

    static Answer of(Outcome outcome) {
        return of(outcome.answer());
    }

    /** In a language that the peer wants (requirement CORE-40). */
    static Answer of(Outcome outcome, List<String> languages) {
        return of(outcome.in(languages));
    }
}

package org.imxp.relay;

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
}

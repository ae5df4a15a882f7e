package org.imxp.testkit;

import java.util.HashMap;
import java.util.Map;

/** The next seqno of each channel, in one direction. */
final class SequenceNumbers {
    private final Map<Integer, Long> next = new HashMap<>();

    long next(int channel) {
        return next.getOrDefault(channel, 0L);
    }

    void advance(int channel, int size) {
        next.put(channel, (next(channel) + size) & 0xFFFF_FFFFL);
    }

    void reset() {
        next.clear();
    }
}

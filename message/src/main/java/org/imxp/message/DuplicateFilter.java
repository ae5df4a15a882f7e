package org.imxp.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Tells the repeats of a message: the same identifier from the same originator within a period.
 *
 * <p>It may be used by several threads. Its memory is bounded: when it knows as many messages as it may, a new one takes the
 * place of the oldest, of which a repeat is then no longer told.
 */
public final class DuplicateFilter {
    /**
     * How long a message is remembered, if nothing else is configured. What a relay holds comes again only when whoever has it, or the
     * relay, has been away in between, and that may be for days.
     */
    public static final Duration DEFAULT_PERIOD = Duration.ofDays(30);

    /** How many messages are remembered, if nothing else is configured. */
    public static final int DEFAULT_CAPACITY = 10_000;

    /** The longest identifier that is remembered, in characters: that of a line of mail. */
    static final int LONGEST_ID = 998;

    private final Duration period;
    private final int capacity;
    private final InstantSource clock;
    private final SequencedMap<Key, Instant> seen = new LinkedHashMap<>();

    /**
     * A filter that knows no message yet.
     *
     * @param period how long a message is remembered, counted from its first arrival
     * @param capacity how many messages are remembered, at least one
     * @param clock the time
     */
    public DuplicateFilter(Duration period, int capacity, InstantSource clock) {
        if (period.isNegative() || capacity < 1) {
            throw new IllegalArgumentException("A duplicate filter needs a period of zero or more and a capacity.");
        }
        this.period = period;
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * Remembers a message, and tells whether it was remembered before.
     *
     * @param originator the data originator, as the relay has authenticated it
     * @param message the message; without a message-id it is never a repeat
     * @return whether it is to be dropped
     */
    public boolean repeats(String originator, Message message) {
        return message.messageId().filter(id -> repeats(originator, id)).isPresent();
    }

    /**
     * Remembers an identifier, and tells whether it was remembered before.
     *
     * @param originator the data originator, as the relay has authenticated it
     * @param messageId the identifier, without angle brackets
     * @return whether it is a repeat; one of more than 998 characters, the length of a line of mail, never is
     */
    public synchronized boolean repeats(String originator, String messageId) {
        if (messageId.length() > LONGEST_ID) {
            return false;
        }
        Instant now = clock.instant();
        forgetBefore(now.minus(period));
        if (seen.putIfAbsent(new Key(originator, messageId), now) != null) {
            return true;
        }
        if (seen.size() > capacity) {
            seen.pollFirstEntry();
        }
        return false;
    }

    private void forgetBefore(Instant limit) {
        Iterator<Map.Entry<Key, Instant>> oldest = seen.entrySet().iterator();
        while (oldest.hasNext() && oldest.next().getValue().isBefore(limit)) {
            oldest.remove();
        }
    }

    private record Key(String originator, String messageId) {}
}

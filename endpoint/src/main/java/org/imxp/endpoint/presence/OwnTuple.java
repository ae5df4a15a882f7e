package org.imxp.endpoint.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;

/** Writes what one program says into the entry that all programs of a person share. */
public final class OwnTuple {
    /** What has been over for so long says nothing any more. */
    private static final Duration LONG_PAST = Duration.ofDays(1);

    private OwnTuple() {}

    /**
     * The entry with what a program says now in place of what it said before. What others say stays as it is, word for word, but
     * for tuples that have been over for a day.
     *
     * @param entry as the presence service has it
     * @param destination the URI that the program's tuple is known by
     * @param status what the program says
     * @param now the time, by the service's clock
     * @return the entry to publish
     */
    public static PresenceEntry in(PresenceEntry entry, String destination, PresenceStatus status, Instant now) {
        var own = write(destination, status, now);
        var tuples = new ArrayList<PresenceTuple>();
        boolean isPlaced = false;
        for (var tuple : entry.tuples()) {
            if (isSame(tuple.destination(), destination)) {
                if (!isPlaced) {
                    tuples.add(own);
                }
                isPlaced = true;
            } else if (tuple.availableUntil().isAfter(now.minus(LONG_PAST))) {
                tuples.add(tuple);
            }
        }
        if (!isPlaced) {
            tuples.add(own);
        }
        return entry.withTuples(tuples);
    }

    /** A status as a tuple; what is over is over now (requirement PRES-3). */
    static PresenceTuple write(String destination, PresenceStatus status, Instant now) {
        var until = status.availability() == Availability.OFFLINE ? now : now.plus(status.holds());
        return new PresenceTuple(destination, until, "", status.capabilities());
    }

    /** The scheme does not tell programs apart: {@code im:} and {@code apex:} name the same endpoint. */
    private static boolean isSame(String one, String other) {
        Optional<Address> address = Way.inbox(one);
        return address.isPresent() ? address.equals(Way.inbox(other)) : one.equals(other);
    }
}

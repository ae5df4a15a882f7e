package org.imxp.endpoint.presence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;

/**
 * What is known of somebody, at a time.
 *
 * @param publisher who
 * @param lastUpdate when it last changed, by the clock of their presence service; empty in what has never been published
 * @param ways in which they are reached; one or more
 */
public record PresenceState(Address publisher, Optional<Instant> lastUpdate, List<Way> ways) {
    /** Copies the list. */
    public PresenceState {
        ways = List.copyOf(ways);
    }

    /**
     * What an entry says.
     *
     * @param entry as the presence service has it
     * @param now the time by the clock of the presence service, which decides what is past
     * @return what is known
     */
    public static PresenceState of(PresenceEntry entry, Instant now) {
        return new PresenceState(
                entry.publisher(),
                entry.lastUpdate(),
                entry.tuples().stream().map(tuple -> Way.of(tuple, now)).toList());
    }

    /**
     * Whether they can be talked to: the best that any of their programs says.
     *
     * @return offline if none says anything
     */
    public Availability availability() {
        return best().map(Way::availability).orElse(Availability.OFFLINE);
    }

    /**
     * What the program says that is best available; of several such, the one that holds longest.
     *
     * @return none if there is no program
     */
    public Optional<Way> best() {
        return ways.stream()
                .filter(Way::isInbox)
                .min(Comparator.comparing(Way::availability)
                        .thenComparing(Comparator.comparing(Way::until).reversed()));
    }

    /**
     * The free text that goes with it.
     *
     * @return that of the best program
     */
    public Notes notes() {
        return best().map(Way::notes).orElse(Notes.NONE);
    }
}

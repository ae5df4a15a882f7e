package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A change of one access entry, from what it has to be before to what it is afterwards. */
public sealed interface AccessChange {
    /**
     * Makes an entry, or puts one in the place of another.
     *
     * @param entry the new entry
     * @param replaced the last update of the one that is there; empty if there has to be none
     */
    record Put(AccessRow entry, Optional<Instant> replaced) implements AccessChange {
        /** Keeps the time to the millisecond. */
        public Put {
            replaced = replaced.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /**
     * Takes an entry away.
     *
     * @param owner whose
     * @param actor whom it is about
     * @param removed the last update of the one that is there
     */
    record Remove(String owner, String actor, Instant removed) implements AccessChange {
        /** Keeps the time to the millisecond. */
        public Remove {
            removed = removed.truncatedTo(ChronoUnit.MILLIS);
        }
    }
}

package org.imxp.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * What an owner lets an actor do, or a change of it (RFC 3341 sections 3 and 4.4).
 *
 * @param owner to whom, or with what is whose
 * @param actor who
 * @param actions what; empty where the entry is to go, or is gone
 * @param lastUpdate when the service last made or changed the entry; empty where there is to be a new one
 */
public record AccessEntry(Address owner, ActorPattern actor, Optional<Actions> actions, Optional<Instant> lastUpdate) {
    /** Refuses a time that has no text form. */
    public AccessEntry {
        lastUpdate.ifPresent(time -> Timestamp.check("lastUpdate", time));
    }
}

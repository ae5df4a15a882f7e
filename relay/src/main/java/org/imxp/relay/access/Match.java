package org.imxp.relay.access;

import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;

/**
 * The entry that matches an actor best (requirement ACC-7).
 *
 * @param distance how exactly it matches: less is better
 * @param actions what it grants
 */
record Match(long distance, Actions actions) {
    /** The distance of what matches worse than any entry. */
    static final long WORST = ActorPattern.NO_MATCH - 1;

    /** No entry matches. */
    static final Match NONE = new Match(ActorPattern.NO_MATCH, Actions.NONE);

    /** This one, unless another entry matches better. */
    Match orBetter(ActorPattern pattern, Actions other, Address actor) {
        long otherDistance = pattern.distance(actor);
        return otherDistance < distance ? new Match(otherDistance, other) : this;
    }

    /** This one, unless it is none. */
    Match orElse(Match other) {
        return distance == ActorPattern.NO_MATCH ? other : this;
    }

    /** This one, unless another matches better. */
    Match orBetter(Match other) {
        return other.distance < distance ? other : this;
    }
}

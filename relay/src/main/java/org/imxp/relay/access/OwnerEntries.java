package org.imxp.relay.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;

/** The entries that one owner has set. Immutable. */
final class OwnerEntries {
    static final OwnerEntries NONE = new OwnerEntries(Map.of());

    /** What an actor may do, and since when. */
    record Granted(Actions actions, Instant lastUpdate) {}

    private final Map<ActorPattern, Granted> byActor;

    private OwnerEntries(Map<ActorPattern, Granted> byActor) {
        this.byActor = Map.copyOf(byActor);
    }

    /** Actors are names here: wildcards mean nothing (requirement ACC-11). */
    Optional<Granted> find(ActorPattern actor) {
        return Optional.ofNullable(byActor.get(actor));
    }

    /** The entry that matches best: one for exactly the actor is found without a look at the others. */
    Match match(Address actor) {
        var exactly = ActorPattern.exactly(actor);
        var own = byActor.get(exactly);
        if (own != null) {
            return new Match(exactly.distance(actor), own.actions());
        }
        var best = Match.NONE;
        for (var entry : byActor.entrySet()) {
            best = best.orBetter(entry.getKey(), entry.getValue().actions(), actor);
        }
        return best;
    }

    OwnerEntries with(ActorPattern actor, Granted granted) {
        var changed = new HashMap<>(byActor);
        changed.put(actor, granted);
        return new OwnerEntries(changed);
    }

    OwnerEntries without(ActorPattern actor) {
        var changed = new HashMap<>(byActor);
        changed.remove(actor);
        return new OwnerEntries(changed);
    }

    /** Whether one of them was made before. */
    boolean isOlderThan(Instant time) {
        return byActor.values().stream()
                .anyMatch(granted -> granted.lastUpdate().isBefore(time));
    }

    int size() {
        return byActor.size();
    }
}

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

    /** What the entry that matches best says. */
    Match match(Address actor) {
        return best(actor)
                .map(entry -> new Match(
                        entry.getKey().distance(actor), entry.getValue().actions()))
                .orElse(Match.NONE);
    }

    /** The entry that matches best: one for exactly the actor is found without a look at the others. */
    Optional<Map.Entry<ActorPattern, Granted>> best(Address actor) {
        var exactly = ActorPattern.exactly(actor);
        var own = byActor.get(exactly);
        if (own != null) {
            return Optional.of(Map.entry(exactly, own));
        }
        long least = ActorPattern.NO_MATCH;
        Optional<Map.Entry<ActorPattern, Granted>> best = Optional.empty();
        for (var entry : byActor.entrySet()) {
            long distance = entry.getKey().distance(actor);
            if (distance < least) {
                least = distance;
                best = Optional.of(entry);
            }
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

package org.imxp.relay.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.relay.config.AccessDefault;

/**
 * The decisions for owners who have set no entries: the operator's defaults, and beneath them the specification's own
 * (requirement ACC-6). Immutable.
 */
public final class DefaultAccess implements AccessDecisions {
    private record Entry(ActorPattern actor, Actions actions, Optional<Domain> owners) {
        Entry(String actor, Actions actions) {
            this(ActorPattern.parse(actor), actions, Optional.empty());
        }

        boolean isHadBy(Address owner) {
            return owners.isEmpty() || owners.get().equals(owner.domain());
        }
    }

    private static final List<Entry> FOR_ALL_OWNERS =
            List.of(new Entry("apex=*@*", Actions.CORE_DATA), new Entry("*@*", Actions.NONE));
    /** Anybody may send data to a service, which then does its own checks (OPEN-9). */
    private static final Actions TO_A_SERVICE = Actions.CORE_DATA;

    private final List<Entry> entries;

    /**
     * Decisions by the operator's defaults.
     *
     * @param defaults may be empty; one for the same actor as an entry of the specification takes its place
     * @throws IllegalArgumentException if an actor or action is wrong
     */
    public DefaultAccess(List<AccessDefault> defaults) {
        var all = new ArrayList<Entry>();
        for (var chosen : defaults) {
            all.add(new Entry(
                    ActorPattern.parse(chosen.actor()),
                    new Actions(chosen.actions()),
                    chosen.ownerDomain().map(Domain::parse)));
        }
        FOR_ALL_OWNERS.stream()
                .filter(entry -> all.stream().noneMatch(chosen -> chosen.actor().equals(entry.actor())))
                .forEach(all::add);
        entries = List.copyOf(all);
    }

    @Override
    public boolean grants(Address owner, Address actor, String action) {
        if (owner.isService()) {
            return TO_A_SERVICE.grant(action);
        }
        // Without entries of its own a subaddress has those of the endpoint that it belongs to (OPEN-10).
        return best(owner.parent(), actor).grant(action);
    }

    /** Entries are never merged: the best one decides alone (requirement ACC-9). */
    private Actions best(Address owner, Address actor) {
        var best = Actions.NONE;
        long nearest = ActorPattern.NO_MATCH;
        for (var entry : entries) {
            long distance = entry.actor().distance(actor);
            if (distance < nearest && entry.isHadBy(owner)) {
                nearest = distance;
                best = entry.actions();
            }
        }
        // The two entries that name the owner yield to the operator's for the same actor, so a tie goes to the latter.
        if (actor.equals(owner) && nearest > 0) {
            return Actions.ALL;
        }
        var ownServices = ActorPattern.servicesOf(owner.domain()).distance(actor);
        return ownServices < nearest ? Actions.ALL : best;
    }
}

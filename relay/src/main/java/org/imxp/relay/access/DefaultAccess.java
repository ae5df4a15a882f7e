package org.imxp.relay.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;
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

    private static final Actions CORE_DATA = Actions.of(AccessDecisions.CORE_DATA);
    private static final List<Entry> FOR_ALL_OWNERS =
            List.of(new Entry("apex=*@*", CORE_DATA), new Entry("*@*", Actions.NONE));

    private final List<Entry> entries;
    private final boolean hasOwnPrograms;

    /**
     * Decisions by the operator's defaults.
     *
     * @param defaults may be empty; one for the same actor as an entry of the specification takes its place
     * @throws IllegalArgumentException if an actor or action is wrong
     */
    public DefaultAccess(List<AccessDefault> defaults) {
        this(defaults, false);
    }

    /**
     * Decisions by the operator's defaults, for owners with several programs.
     *
     * @param defaults as for {@link #DefaultAccess(List)}
     * @param hasOwnPrograms whether each owner has one entry more: its subaddresses, as which only its own programs can attach
     *     (requirement CORE-32), may do all
     * @throws IllegalArgumentException if an actor or action is wrong
     */
    public DefaultAccess(List<AccessDefault> defaults, boolean hasOwnPrograms) {
        this.hasOwnPrograms = hasOwnPrograms;
        var all = new ArrayList<Entry>();
        for (var chosen : defaults) {
            all.add(new Entry(
                    actor(chosen.actor()),
                    new Actions(chosen.actions()),
                    chosen.ownerDomain().map(Domain::parse)));
        }
        FOR_ALL_OWNERS.stream()
                .filter(entry -> all.stream().noneMatch(chosen -> chosen.actor().equals(entry.actor())))
                .forEach(all::add);
        entries = List.copyOf(all);
    }

    private static ActorPattern actor(String text) {
        try {
            return ActorPattern.parse(text);
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public boolean grants(Address owner, Address actor, String action) {
        // Without entries of its own a subaddress has those of the endpoint that it belongs to (OPEN-10).
        return match(owner.parent(), actor).actions().grant(action);
    }

    @Override
    public Collection<String> named(Address owner, Address actor, String service) {
        return match(owner.parent(), actor).actions().operations(service);
    }

    /** What an owner's default entries say of an actor. Entries are never merged: the best one decides alone (ACC-9). */
    Match match(Address owner, Address actor) {
        if (owner.isService()) {
            return toService(owner, actor);
        }
        var best = Match.NONE;
        for (var entry : entries) {
            if (entry.isHadBy(owner)) {
                best = best.orBetter(entry.actor(), entry.actions(), actor);
            }
        }
        // The entries that name the owner yield to the operator's for the same actor, so a tie goes to the latter.
        // An endpoint is not locked out of its subaddresses (OPEN-10).
        // Else who lets in everybody of a domain would let in everybody (OPEN-42).
        best = best.orBetter(ActorPattern.anonymousOf(actor.domain()), Actions.NONE, actor);
        if (hasOwnPrograms) {
            best = best.orBetter(ActorPattern.subaddressesOf(owner), Actions.ALL, actor);
        }
        return best.orBetter(ActorPattern.exactly(owner), Actions.ALL, actor)
                .orBetter(ActorPattern.exactly(owner.parent()), Actions.ALL, actor)
                .orBetter(ActorPattern.servicesOf(owner.domain()), Actions.ALL, actor);
    }

    /** Anybody may send data to a service, which then does its own checks (OPEN-9). */
    private static Match toService(Address owner, Address actor) {
        return Match.NONE
                .orBetter(ActorPattern.servicesOf(owner.domain()), Actions.ALL, actor)
                .orElse(new Match(Match.WORST, CORE_DATA));
    }
}

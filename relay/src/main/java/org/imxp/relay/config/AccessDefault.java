package org.imxp.relay.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An access entry that each owner has until they set their own for the same actor.
 *
 * @param actor whom it is about: an address, in which wildcards may stand (ACC-4)
 * @param actions what the actor may do, each {@code service:operation} (ACC-3)
 * @param ownerDomain the domain whose owners have it; empty for all owners
 */
public record AccessDefault(String actor, List<String> actions, Optional<String> ownerDomain) {
    private static final Pattern ACTOR = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9.-]+:[A-Za-z0-9.-]+");

    /**
     * Checks the forms.
     *
     * @throws IllegalArgumentException if the actor is no address or an action is not of its form
     */
    public AccessDefault {
        actions = List.copyOf(actions);
        if (!ACTOR.matcher(actor).matches()) {
            throw new IllegalArgumentException(
                    "actor \"" + actor + "\" is not allowed: LOCAL@DOMAIN, such as" + " *@example.com");
        }
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("no actions for " + actor + ": give one or more, such as core:data");
        }
        for (var action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw new IllegalArgumentException(
                        "action \"" + action + "\" is not allowed: SERVICE:OPERATION, such as" + " core:data");
            }
        }
    }

    /**
     * An entry that all owners have.
     *
     * @param actor whom it is about
     * @param actions what the actor may do
     */
    public AccessDefault(String actor, List<String> actions) {
        this(actor, actions, Optional.empty());
    }

    /**
     * The entry for a domain whose operator says nothing: its endpoints can talk to each other and see each other's
     * presence at once, and nobody else can.
     *
     * @param domain the domain
     * @return the entry
     */
    static AccessDefault within(String domain) {
        return new AccessDefault("*@" + domain, List.of("core:data", "presence:subscribe"), Optional.of(domain));
    }
}

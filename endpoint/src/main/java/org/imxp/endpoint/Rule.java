package org.imxp.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.imxp.protocol.Actions;

/**
 * What an owner has set for somebody, or for many (RFC 3341 section 3).
 *
 * @param who whom it is for, in canonical form
 * @param actions what they may do, as the service keeps it
 * @param lastUpdate when it was last changed, by the service's clock
 */
public record Rule(String who, Actions actions, Instant lastUpdate) {
    /**
     * What they may do, in words.
     *
     * @return none if they are blocked
     */
    public Set<Permission> permissions() {
        var granted = EnumSet.noneOf(Permission.class);
        for (var permission : Permission.values()) {
            if (actions.grant(permission.action())) {
                granted.add(permission);
            }
        }
        return Collections.unmodifiableSet(granted);
    }

    /**
     * Whether they may do nothing at all.
     *
     * @return true after {@link Access#block}
     */
    public boolean isBlocked() {
        return actions.tokens().stream().allMatch(action -> action.endsWith(":none"));
    }

    /**
     * What they may do beyond the words that there are.
     *
     * @return actions such as {@code presence:view.family}; empty as a rule
     */
    public List<String> otherActions() {
        return actions.tokens().stream()
                .filter(action -> Permission.of(action).isEmpty())
                .filter(action -> !action.endsWith(":all") && !action.endsWith(":none"))
                .toList();
    }
}

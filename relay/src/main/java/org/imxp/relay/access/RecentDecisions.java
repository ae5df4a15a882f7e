package org.imxp.relay.access;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;

/**
 * What was decided lately: those who talk to each other do so again. A fixed number, of which one takes the place of another;
 * all are forgotten when any entry changes. Used by all threads.
 */
final class RecentDecisions {
    private static final int SLOTS = 4096;

    private record Decision(int age, Address owner, Address actor, Actions actions) {
        boolean isOf(int now, Address anOwner, Address anActor) {
            return age == now && owner.equals(anOwner) && actor.equals(anActor);
        }
    }

    private final AtomicReferenceArray<Decision> slots = new AtomicReferenceArray<>(SLOTS);
    /** Counts changes of entries. */
    private final AtomicInteger age = new AtomicInteger();

    /** What was decided since the last change, or is now. */
    Actions of(Address owner, Address actor, Supplier<Actions> decide) {
        // Read before deciding: what is decided by entries that change meanwhile is of the age before, and never used.
        int now = age.get();
        int slot = slot(owner, actor);
        var recent = slots.get(slot);
        if (recent != null && recent.isOf(now, owner, actor)) {
            return recent.actions();
        }
        var actions = decide.get();
        slots.set(slot, new Decision(now, owner, actor, actions));
        return actions;
    }

    /** To be called when an entry has changed, before anybody is told of it. */
    void forget() {
        age.incrementAndGet();
    }

    private static int slot(Address owner, Address actor) {
        int hash = 31 * owner.hashCode() + actor.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}

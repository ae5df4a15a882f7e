package org.imxp.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.HeldTotals;

/** How much is held and may be, kept in memory so that a refusal costs nothing. Used by all threads. */
final class HeldRoom {
    /** What is in the store, and what is on its way there. */
    private record Use(HeldTotals stored, HeldTotals waiting) {
        static final Use NONE = new Use(HeldTotals.NONE, HeldTotals.NONE);

        HeldTotals all() {
            return stored.plus(waiting);
        }
    }

    private final HeldBounds bounds;
    private final Map<String, Use> byRecipient = new HashMap<>();
    private HeldTotals stored = HeldTotals.NONE;
    private HeldTotals waiting = HeldTotals.NONE;

    HeldRoom(HeldBounds bounds, Map<String, HeldTotals> atStart) {
        this.bounds = bounds;
        atStart.forEach((recipient, totals) -> change(recipient, totals, HeldTotals.NONE));
    }

    /** Takes room for a data, or leaves all as it is and says why not. */
    synchronized Optional<Outcome> take(String recipient, long size) {
        var held = use(recipient).all();
        if (held.data() >= bounds.dataPerEndpoint() || held.octets() + size > bounds.octetsPerEndpoint()) {
            return Optional.of(Outcome.of(
                    ReplyCode.NOT_TAKEN,
                    "the endpoint has " + held.data() + " data of " + held.octets()
                            + " octets held, allowed are " + bounds.dataPerEndpoint() + " of "
                            + bounds.octetsPerEndpoint()));
        }
        if (totals().octets() + size > bounds.octetsTotal()) {
            return Optional.of(Outcome.of(
                    ReplyCode.NOT_TAKEN, "the relay holds as much as it may, " + bounds.octetsTotal() + " octets"));
        }
        if (waiting.octets() + size > bounds.queuedOctets()) {
            return Optional.of(
                    Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, "too much waits to be held, try again later"));
        }
        change(recipient, HeldTotals.NONE, one(size));
        return Optional.empty();
    }

    /** What room was taken for is in the store. */
    synchronized void stored(String recipient, long size) {
        change(recipient, one(size), minus(one(size)));
    }

    /** What room was taken for is not in the store. */
    synchronized void forgo(String recipient, long size) {
        change(recipient, HeldTotals.NONE, minus(one(size)));
    }

    /** What was in the store is there no more. */
    synchronized void removed(String recipient, long size) {
        change(recipient, minus(one(size)), HeldTotals.NONE);
    }

    /** The store knows better: another program may have removed the recipient's account and all that was held for it. */
    synchronized void correct(String recipient, HeldTotals counted) {
        change(recipient, counted.plus(minus(use(recipient).stored())), HeldTotals.NONE);
    }

    /** Whether something is held, or is about to be. */
    synchronized boolean holds(String recipient) {
        return byRecipient.containsKey(recipient);
    }

    synchronized HeldTotals totals() {
        return stored.plus(waiting);
    }

    synchronized HeldTotals totals(String recipient) {
        return use(recipient).all();
    }

    private Use use(String recipient) {
        return byRecipient.getOrDefault(recipient, Use.NONE);
    }

    private void change(String recipient, HeldTotals moreStored, HeldTotals moreWaiting) {
        var before = use(recipient);
        var after = new Use(before.stored().plus(moreStored), before.waiting().plus(moreWaiting));
        if (after.equals(Use.NONE)) {
            byRecipient.remove(recipient);
        } else {
            byRecipient.put(recipient, after);
        }
        stored = stored.plus(moreStored);
        waiting = waiting.plus(moreWaiting);
    }

    private static HeldTotals one(long size) {
        return new HeldTotals(1, size);
    }

    private static HeldTotals minus(HeldTotals totals) {
        return new HeldTotals(-totals.data(), -totals.octets());
    }
}

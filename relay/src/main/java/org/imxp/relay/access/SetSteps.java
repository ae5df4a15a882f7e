package org.imxp.relay.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.AccessChange;
import org.imxp.relay.store.AccessRow;

/** Steps 3 to 9 of a set operation (RFC 3341 section 4.4), when no other change is under way. */
final class SetSteps {
    static final String ACTION = "access:set";

    private final AccessTable table;
    private final AccessBounds bounds;

    /** What a set comes to. */
    sealed interface Result {}

    /** It is not done. */
    record Refusal(SetOutcome.Refused why) implements Result {
        Refusal(ReplyCode code, String words) {
            this(new SetOutcome.Refused(code, words));
        }
    }

    /** It is to be stored, and then to be so. */
    record Change(AccessChange stored, OwnerEntries after, AccessEntry told, int added) implements Result {}

    SetSteps(AccessTable table, AccessBounds bounds) {
        this.table = table;
        this.bounds = bounds;
    }

    /** Decides on a set; the entries of all owners may grow by {@code adding} beside. */
    Result decide(Address originator, AccessEntry wanted, Instant now, int adding) {
        var owner = wanted.owner();
        if (!table.grants(owner, originator, ACTION)) {
            return new Refusal(ReplyCode.NOT_AUTHORIZED, owner + " does not grant you " + ACTION);
        }
        var entries = table.of(owner);
        var there = entries.find(wanted.actor());
        if (there.isEmpty()) {
            return missing(entries, wanted, now, adding);
        }
        var granted = there.get();
        if (!wanted.lastUpdate().equals(Optional.of(granted.lastUpdate()))) {
            return new Refusal(
                    ReplyCode.TRANSACTION_IN_PROGRESS,
                    "the entry has another lastUpdate than "
                            + wanted.lastUpdate().map(Instant::toString).orElse("none") + ": get it first");
        }
        return wanted.actions().isPresent()
                ? put(entries, wanted, wanted.actions().get(), Optional.of(granted.lastUpdate()), now)
                : remove(entries, wanted, granted.lastUpdate());
    }

    private Result missing(OwnerEntries entries, AccessEntry wanted, Instant now, int adding) {
        if (wanted.lastUpdate().isPresent()) {
            return new Refusal(
                    ReplyCode.TRANSACTION_IN_PROGRESS,
                    "there is no entry for " + wanted.actor() + ": leave out lastUpdate to make one");
        }
        if (wanted.actions().isEmpty()) {
            // Neither creates nor deletes anything (OPEN-13).
            return new Refusal(
                    ReplyCode.PARAMETER_SYNTAX_ERROR, "access has neither actions nor lastUpdate: give one of them");
        }
        if (entries.size() >= bounds.entriesPerOwner()) {
            return new Refusal(
                    ReplyCode.TRANSACTION_FAILED,
                    wanted.owner() + " has " + entries.size() + " entries, allowed are " + bounds.entriesPerOwner());
        }
        if (table.total() + adding >= bounds.entries()) {
            return new Refusal(
                    ReplyCode.TRANSACTION_FAILED,
                    "this service keeps as many entries as it can, " + bounds.entries() + ": delete some first");
        }
        return put(entries, wanted, wanted.actions().get(), Optional.empty(), now);
    }

    private static Change put(
            OwnerEntries entries, AccessEntry wanted, Actions actions, Optional<Instant> replaced, Instant now) {
        // As it is stored and told; later than what it replaces, so that a copy of that is not taken for this one.
        var updated = replaced.map(old -> old.plusMillis(1))
                .filter(least -> least.isAfter(now))
                .orElse(now)
                .truncatedTo(ChronoUnit.MILLIS);
        var owner = wanted.owner();
        var row = new AccessRow(
                owner.parent().toString(), owner.toString(), wanted.actor().toString(), actions.toString(), updated);
        return new Change(
                new AccessChange.Put(row, replaced),
                entries.with(wanted.actor(), new OwnerEntries.Granted(actions, updated)),
                new AccessEntry(owner, wanted.actor(), Optional.of(actions), Optional.of(updated)),
                replaced.isPresent() ? 0 : 1);
    }

    private static Change remove(OwnerEntries entries, AccessEntry wanted, Instant there) {
        return new Change(
                new AccessChange.Remove(
                        wanted.owner().toString(), wanted.actor().toString(), there),
                entries.without(wanted.actor()),
                new AccessEntry(wanted.owner(), wanted.actor(), Optional.empty(), Optional.of(there)),
                -1);
    }
}

package org.imxp.relay.contact;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessGrants;
import org.imxp.relay.store.ContactRequestRow;

/**
 * Changes what an owner allows because of a request, and then the request. If the relay is killed between the two, the request is
 * as before and can be answered again, which grants the same. Meanwhile nobody else changes it.
 */
final class Granting {
    private record Pair(String owner, ContactRequestRow.Side side, String other) {}

    private final AccessGrants grants;
    private final Desk desk;
    private final Set<Pair> underWay = ConcurrentHashMap.newKeySet();

    Granting(AccessGrants grants, Desk desk) {
        this.grants = grants;
        this.desk = desk;
    }

    /** Whether somebody is at it. */
    boolean isUnderWay(ContactRequestRow row) {
        return underWay.contains(pair(row));
    }

    private static Pair pair(ContactRequestRow row) {
        return new Pair(row.owner(), row.side(), row.other());
    }

    boolean blocks(Address owner, Address actor) {
        return grants.blocks(owner, actor);
    }

    /** Whether an owner has blocked somebody after the request between them was made. */
    boolean blocksSince(ContactRequestRow row) {
        return grants.blockedSince(Address.parse(row.owner()), Address.parse(row.other()))
                .filter(since -> !since.isBefore(row.asked()))
                .isPresent();
    }

    /**
     * Changes both.
     *
     * @param allowing changes what is allowed
     * @param then changes the request when that is on disk; done at the desk
     */
    CompletionStage<Outcome> both(
            ContactRequestRow row,
            Function<AccessGrants, CompletionStage<ReplyCode>> allowing,
            Supplier<CompletionStage<Outcome>> then) {
        var pair = pair(row);
        if (!underWay.add(pair)) {
            return Outcome.refused(
                            ReplyCode.TRANSACTION_IN_PROGRESS,
                            "the request of " + row.other() + " is being answered by another program")
                    .now();
        }
        return allowing.apply(grants)
                .thenCompose(code ->
                        code.isDone() ? desk.turn(then) : refused(row, code).now())
                .whenComplete((outcome, failure) -> underWay.remove(pair));
    }

    private static Outcome refused(ContactRequestRow row, ReplyCode code) {
        return code.isPermanent()
                ? Outcome.refused(
                        code,
                        "the access service does not take the entry of " + row.owner() + " for " + row.other()
                                + ": it may have as many as are allowed, or not let services change them")
                : Outcome.NOT_STORED;
    }
}

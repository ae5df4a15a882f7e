package org.imxp.relay.presence;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/** All operations by their transaction-identifiers, and how many there may be. Used by all threads. */
final class LiveOperations {
    private final PresenceBounds bounds;
    private final ConcurrentMap<Operation.Id, Operation> byId = new ConcurrentHashMap<>();
    /** Those of subaddresses count as the endpoint's. */
    private final ConcurrentMap<Address, Integer> byEndpoint = new ConcurrentHashMap<>();

    private final AtomicInteger inAll = new AtomicInteger();

    LiveOperations(PresenceBounds bounds) {
        this.bounds = bounds;
    }

    Optional<Operation> find(Operation.Id id) {
        return Optional.ofNullable(byId.get(id));
    }

    int size() {
        return byId.size();
    }

    /** Adds one; why not, if there are too many, or one of its name (requirement PRES-8). */
    Optional<Refusal> add(Operation operation) {
        if (byId.containsKey(operation.id())) {
            return Optional.of(Refusal.transIdInUse(operation.transId()));
        }
        if (inAll.incrementAndGet() > bounds.operations()) {
            inAll.decrementAndGet();
            return Optional.of(new Refusal(
                    ReplyCode.ABORTED,
                    "there are as many subscriptions and watches as are allowed, " + bounds.operations()
                            + ": try again later"));
        }
        var endpoint = operation.originator().parent();
        if (byEndpoint.merge(endpoint, 1, Integer::sum) > bounds.operationsPerEndpoint()) {
            forget(endpoint);
            return Optional.of(new Refusal(
                    ReplyCode.ABORTED,
                    "you have " + bounds.operationsPerEndpoint()
                            + " subscriptions and watches, the most that are allowed: end one first"));
        }
        if (byId.putIfAbsent(operation.id(), operation) != null) {
            forget(endpoint);
            return Optional.of(Refusal.transIdInUse(operation.transId()));
        }
        return Optional.empty();
    }

    /** Adds one that was there before the start, whatever the bounds; false if there is one of its name. */
    boolean restore(Operation operation) {
        boolean added = byId.putIfAbsent(operation.id(), operation) == null;
        if (added) {
            inAll.incrementAndGet();
            byEndpoint.merge(operation.originator().parent(), 1, Integer::sum);
        }
        return added;
    }

    void remove(Operation operation) {
        if (byId.remove(operation.id(), operation)) {
            forget(operation.originator().parent());
        }
    }

    private void forget(Address endpoint) {
        inAll.decrementAndGet();
        byEndpoint.computeIfPresent(endpoint, (same, count) -> count == 1 ? null : count - 1);
    }
}

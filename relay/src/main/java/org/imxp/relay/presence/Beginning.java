package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.presence.Operation.Kind;
import org.imxp.relay.presence.Operation.State;
import org.imxp.relay.store.PresenceChange;

/** Steps 4 and 5 of subscribe and watch (RFC 3343 sections 4.2 and 4.3), and what follows when the operation is on disk. */
final class Beginning {
    private final Operations operations;
    private final PresenceBounds bounds;

    Beginning(Operations operations, PresenceBounds bounds) {
        this.operations = operations;
        this.bounds = bounds;
    }

    /** What becomes of an operation that is on disk. */
    interface Then {
        /** Whether it is still allowed; what changes while it is written is not missed (requirement ACC-23). */
        Optional<Refusal> refusal(Operation operation);

        /** It is live, and its deadline is set. */
        void live(Presentity presentity, Operation operation);

        /** It was to be done once only, or has ended already: its originator gets one answer. */
        void once(Presentity presentity, Operation operation);
    }

    /** Ends what the new operation takes the place of, and begins it; refuses it if that can't be. */
    void begin(Request request, Operation operation, Instant since, Then then) {
        var writing = operations.with(operation.subject(), presentity -> {
            operations.settle(presentity, since);
            return start(presentity, request, operation, then);
        });
        writing.ifPresent(stage -> {
            var _ = stage.thenAccept(isWritten -> operations.with(operation.subject(), presentity -> {
                operations.settle(presentity, since);
                written(presentity, request, operation, then, isWritten);
                return operation;
            }));
        });
    }

    /** What has to be on disk before there is an answer. */
    private Optional<CompletionStage<Boolean>> start(
            Presentity presentity, Request request, Operation operation, Then then) {
        var before = presentity.find(operation.kind(), operation.pair());
        before.ifPresent(earlier -> operations.drop(presentity, earlier));
        var refusal = isPoll(operation) ? inUse(operation) : add(presentity, operation);
        if (refusal.isPresent()) {
            before.ifPresent(this::forget);
            operations.refuse(request, refusal.get());
            return Optional.empty();
        }
        if (!isPoll(operation)) {
            presentity.add(operation);
            return Optional.of(operations.write(new PresenceChange.Begin(Rows.of(operation))));
        }
        if (before.isEmpty()) {
            then.once(presentity, operation);
        }
        return before.map(earlier -> operations.write(new PresenceChange.End(Rows.of(earlier))));
    }

    private static boolean isPoll(Operation operation) {
        return operation.duration() == 0;
    }

    private void forget(Operation earlier) {
        // It has ended; one that is still on disk after a crash ends at its time.
        var _ = operations.write(new PresenceChange.End(Rows.of(earlier)));
    }

    private Optional<Refusal> inUse(Operation operation) {
        return operations.live().find(operation.id()).map(other -> Refusal.transIdInUse(other.transId()));
    }

    private Optional<Refusal> add(Presentity presentity, Operation operation) {
        int most = operation.kind() == Kind.SUBSCRIBE ? bounds.subscribersPerEndpoint() : bounds.watchersPerEndpoint();
        var inUse = inUse(operation);
        if (inUse.isEmpty() && presentity.count(operation.kind()) >= most) {
            return Optional.of(new Refusal(
                    ReplyCode.ABORTED,
                    operation.subject() + " has as many "
                            + (operation.kind() == Kind.SUBSCRIBE ? "subscribers" : "watchers") + " as are allowed, "
                            + most + ": try again later"));
        }
        return inUse.isPresent() ? inUse : operations.live().add(operation);
    }

    private void written(Presentity presentity, Request request, Operation operation, Then then, boolean isWritten) {
        var refusal = isWritten ? then.refusal(operation) : Optional.of(Refusal.notStored());
        if (refusal.isPresent()) {
            if (!isPoll(operation) && operation.state() == State.BEGINNING) {
                operations.drop(presentity, operation);
                forget(operation);
            }
            operations.refuse(request, refusal.get());
        } else if (isPoll(operation) || operation.state() == State.ENDED) {
            then.once(presentity, operation);
        } else {
            operations.begin(operation);
            then.live(presentity, operation);
        }
    }
}

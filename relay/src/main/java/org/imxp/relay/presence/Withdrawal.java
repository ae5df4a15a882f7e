package org.imxp.relay.presence;

import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.presence.Operation.Kind;

/** Ends what is allowed no more, at once (requirements PRES-29, ACC-23), and shows what is to be seen instead (OPEN-36). */
final class Withdrawal {
    private final Operations operations;

    Withdrawal(Operations operations) {
        this.operations = operations;
    }

    void check(Address owner) {
        operations.with(owner, presentity -> {
            presentity.operations().forEach(operation -> check(presentity, operation));
            return owner;
        });
    }

    private void check(Presentity presentity, Operation operation) {
        if (!operation.isLive()) {
            // One that begins is looked at when it is on disk.
            return;
        }
        var withdrawn = operation.kind() == Kind.WATCH
                ? Optional.of(Permissions.WATCH)
                        .filter(action ->
                                !operations.permissions().mayWatch(operation.subject(), operation.originator()))
                : withdrawnSight(operation);
        withdrawn.ifPresent(action -> operations.cancel(
                presentity,
                operation,
                ReplyCode.NOT_AUTHORIZED,
                Refusal.notAllowed(operation.subject(), action).sentence()));
    }

    private Optional<String> withdrawnSight(Operation operation) {
        var sight = operations.permissions().sight(operation.subject(), operation.originator());
        if (sight.equals(Sight.Nothing.NOTHING)) {
            return Optional.of(Permissions.SUBSCRIBE);
        }
        if (operation.see(sight)) {
            operations.tell(operation);
        }
        return Optional.empty();
    }
}

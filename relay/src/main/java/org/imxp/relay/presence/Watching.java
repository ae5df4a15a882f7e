package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceOperation.Notify;
import org.imxp.protocol.PresenceOperation.Watch;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.presence.Operation.Kind;

/** The watch operation (RFC 3343 section 4.3). */
final class Watching implements Beginning.Then {
    private final Admission admission;
    private final Beginning beginning;
    private final Operations operations;

    Watching(Admission admission, Beginning beginning, Operations operations) {
        this.admission = admission;
        this.beginning = beginning;
        this.operations = operations;
    }

    CompletionStage<Object> receive(Request request, Watch watch) {
        return admission.admit(request, watch.publisher(), since -> {
            permitted(request, watch, since);
            return Done.DONE;
        });
    }

    private void permitted(Request request, Watch watch, Instant since) {
        var pair = operations.pair(watch.publisher(), request.originator());
        var operation = new Operation(Kind.WATCH, pair, watch.transId(), watch.duration(), operations.now());
        refusal(operation)
                .ifPresentOrElse(
                        why -> operations.refuse(request, why), () -> beginning.begin(request, operation, since, this));
    }

    /** Step 3. */
    @Override
    public Optional<Refusal> refusal(Operation operation) {
        return operations.permissions().mayWatch(operation.subject(), operation.originator())
                ? Optional.empty()
                : Optional.of(Refusal.notAllowed(operation.subject(), Permissions.WATCH));
    }

    /** Steps 6.1 and 6.2. */
    @Override
    public void live(Presentity presentity, Operation operation) {
        once(presentity, operation);
    }

    @Override
    public void once(Presentity presentity, Operation operation) {
        operations.say(operation, new Reply(ReplyCode.SUCCESS, operation.transId()));
        operations.sayAll(
                operation,
                presentity.live(Kind.SUBSCRIBE, operation.subject()).stream()
                        .map(subscription -> new Notify(
                                subscription.originator(),
                                operation.transId(),
                                Action.SUBSCRIBE,
                                subscription.duration()))
                        .toList());
    }
}

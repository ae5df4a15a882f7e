package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceOperation.Subscribe;
import org.imxp.relay.presence.Operation.Kind;

/** The subscribe operation (RFC 3343 section 4.2). */
final class Subscribing implements Beginning.Then {
    private final Admission admission;
    private final Beginning beginning;
    private final Operations operations;

    Subscribing(Admission admission, Beginning beginning, Operations operations) {
        this.admission = admission;
        this.beginning = beginning;
        this.operations = operations;
    }

    CompletionStage<Object> receive(Request request, Subscribe subscribe) {
        return admission.admit(request, subscribe.publisher(), since -> {
            permitted(request, subscribe, since);
            return Done.DONE;
        });
    }

    private void permitted(Request request, Subscribe subscribe, Instant since) {
        var pair = operations.pair(subscribe.publisher(), request.originator());
        var operation =
                new Operation(Kind.SUBSCRIBE, pair, subscribe.transId(), subscribe.duration(), operations.now());
        refusal(operation)
                .ifPresentOrElse(
                        why -> operations.refuse(request, why), () -> beginning.begin(request, operation, since, this));
    }

    /** Step 3. */
    @Override
    public Optional<Refusal> refusal(Operation operation) {
        var sight = operations.permissions().sight(operation.subject(), operation.originator());
        operation.see(sight);
        return sight.equals(Sight.Nothing.NOTHING)
                ? Optional.of(Refusal.notAllowed(operation.subject(), Permissions.SUBSCRIBE))
                : Optional.empty();
    }

    /** Steps 6.1 and 6.2. */
    @Override
    public void live(Presentity presentity, Operation operation) {
        operations.tell(operation);
        tellWatchers(presentity, operation);
    }

    @Override
    public void once(Presentity presentity, Operation operation) {
        operations.say(operation, operations.publication(presentity, operation));
        tellWatchers(presentity, operation);
    }

    private void tellWatchers(Presentity presentity, Operation operation) {
        operations.tellWatchers(
                presentity, operation.subject(), operation.originator(), Action.SUBSCRIBE, operation.duration());
    }
}

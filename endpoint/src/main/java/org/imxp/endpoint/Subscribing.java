package org.imxp.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.PresenceOperation.Subscribe;
import org.imxp.protocol.ReplyCode;

/** The one subscription to a publisher that all handlers of this program share (RFC 3343 section 4.2). Guarded by its desk. */
final class Subscribing extends Standing<PresenceEvent> {
    private Optional<Seen> last = Optional.empty();
    private Optional<PresenceState> told = Optional.empty();
    private Optional<Future<?>> closing = Optional.empty();
    private final List<CompletableFuture<Publish>> waiting = new ArrayList<>();

    Subscribing(PresenceDesk desk, Address publisher) {
        super(desk, publisher);
    }

    @Override
    PresenceOperation request(int transId, int seconds) {
        return new Subscribe(publisher(), transId, seconds);
    }

    @Override
    boolean begins(PresenceOperation operation) {
        return operation instanceof Publish publish && PresenceQuestions.isOf(publisher(), publish);
    }

    @Override
    boolean take(PresenceOperation operation, boolean isFirst) {
        if (!(operation instanceof Publish publish) || !PresenceQuestions.isOf(publisher(), publish)) {
            return false;
        }
        var seen = Seen.at(desk().now(), publish);
        if (isFirst || last.filter(known -> known.hasOvertaken(seen)).isEmpty()) {
            last = Optional.of(seen);
            desk().seen(seen);
            resumed();
            tell();
        }
        if (isFirst) {
            answer(waited -> waited.complete(publish));
        }
        return true;
    }

    // ---- telling
    // -------------------------------------------------------------------------------------------------------

    /** Also when a tuple's time has passed, of which the service need not say anything. */
    private void tell() {
        cancelClosing();
        last.ifPresent(seen -> {
            var now = desk().now();
            var state = seen.state(now);
            if (!told.equals(Optional.of(state))) {
                told = Optional.of(state);
                bulletins().forEach(bulletin -> bulletin.addNewer(new PresenceEvent.Changed(state)));
            }
            closing = seen.holds(now).map(time -> desk().schedule(bounded(time), this::timePassed));
        });
    }

    private void cancelClosing() {
        closing.ifPresent(due -> due.cancel(false));
        closing = Optional.empty();
    }

    private void timePassed() {
        synchronized (desk()) {
            if (!isOver() && told.isPresent()) {
                tell();
            }
        }
    }

    void join(Bulletin<PresenceEvent> bulletin) {
        bulletins().add(bulletin);
        told.ifPresent(state -> bulletin.addNewer(new PresenceEvent.Changed(state)));
    }

    @Override
    void interrupted(ServiceException why) {
        cancelClosing();
        told = Optional.empty();
        bulletins().forEach(bulletin -> bulletin.addNewer(new PresenceEvent.Interrupted(why.code(), why.getMessage())));
        answer(waited -> waited.completeExceptionally(why));
    }

    @Override
    PresenceEvent ended(ServiceException why) {
        return new PresenceEvent.Ended(why.code(), why.getMessage());
    }

    @Override
    void released(ServiceException why) {
        cancelClosing();
        answer(waited -> waited.completeExceptionally(why));
        if (why.code().isPermanent()) {
            desk().forget(publisher());
        }
    }

    // ---- a look at once
    // ------------------------------------------------------------------------------------------------

    /** The entry as it is now. A poll would end the subscription, so that is renewed instead (section 4.2 step 4). */
    CompletableFuture<Publish> fresh() {
        if (isAsleep()) {
            return CompletableFuture.failedFuture(
                    new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, "the endpoint is not attached now"));
        }
        int most = desk().limits().sendings();
        if (waiting.size() >= most) {
            return CompletableFuture.failedFuture(new ServiceException(
                    ReplyCode.ABORTED,
                    most + " looks at " + publisher() + " wait for an answer, the most that are allowed"));
        }
        var answer = new CompletableFuture<Publish>();
        waiting.add(answer);
        ask();
        return answer;
    }

    /** Never by a thread that holds the desk: stages may block. */
    private void answer(Consumer<CompletableFuture<Publish>> how) {
        var answered = List.copyOf(waiting);
        waiting.clear();
        answered.forEach(waited -> Stages.VIRTUAL.execute(() -> how.accept(waited)));
    }
}

package org.imxp.endpoint;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imxp.endpoint.presence.OwnTuple;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.ReplyCode;

/**
 * What an endpoint has to do with presence services: what it publishes, whom it is subscribed to and watches, and what it has seen.
 * Thread-safe: all of that is guarded by this object, which nobody holds while waiting.
 */
final class PresenceDesk implements Questions.SessionListener {
    /** Each change says all that there is to know, and may be long: a handler that takes its time gets the newest. */
    static final int MOST_CHANGES = 10;

    private final EndpointSettings settings;
    private final PresenceQuestions questions;
    private final Map<Address, Subscribing> subscribing = new LinkedHashMap<>();
    private final Map<Address, Watching> watching = new LinkedHashMap<>();
    private final Map<Publication.Place, Publication> publications = new LinkedHashMap<>();
    private final SequencedMap<Address, Seen> seen = new LinkedHashMap<>();
    private int handlers;
    private int hushed;
    private boolean isClosed;

    PresenceDesk(EndpointSettings settings, ServiceQuestions questions) {
        this.settings = settings;
        this.questions = new PresenceQuestions(questions, settings.environment().clock());
        questions.onSession(this);
    }

    PresenceQuestions questions() {
        return questions;
    }

    EndpointLimits limits() {
        return settings.limits();
    }

    SecureRandom random() {
        return settings.environment().random();
    }

    Instant now() {
        return settings.environment().clock().instant();
    }

    Future<?> schedule(Duration delay, Runnable command) {
        return settings.environment().scheduler().schedule(delay, command);
    }

    /** When something that holds for a while is renewed: not all at once, and in time. */
    Duration renewal(Duration whole) {
        long most = whole.toMillis() * 3 / 4;
        return Duration.ofMillis(random().nextLong(most * 3 / 4, most + 1));
    }

    /** Without the wrapping of futures. */
    static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    // ---- subscriptions and watches
    // -------------------------------------------------------------------------------------

    synchronized Subscription subscribe(Address publisher, Consumer<? super PresenceEvent> handler) {
        int most = Math.min(limits().presence().waitingEvents(), MOST_CHANGES);
        var bulletin = new Bulletin<PresenceEvent>(most, settings.environment().executor(), handler);
        var refusal = refusal();
        if (refusal.isPresent()) {
            var why = refusal.get();
            bulletin.addLast(new PresenceEvent.Ended(why.code(), why.getMessage()));
            return new Subscription(publisher, () -> {});
        }
        handlers++;
        var known = subscribing.get(publisher);
        var one = known == null ? new Subscribing(this, publisher) : known;
        one.join(bulletin);
        if (known == null) {
            subscribing.put(publisher, one);
            one.ask();
        }
        return new Subscription(publisher, () -> leave(one, bulletin));
    }

    synchronized Subscription watch(Address publisher, Consumer<? super WatchEvent> handler) {
        var bulletin =
                new Bulletin<WatchEvent>(watchEvents(), settings.environment().executor(), handler);
        var refusal = refusal();
        if (refusal.isPresent()) {
            var why = refusal.get();
            bulletin.addLast(new WatchEvent.Ended(why.code(), why.getMessage()));
            return new Subscription(publisher, () -> {});
        }
        handlers++;
        var known = watching.get(publisher);
        var one = known == null ? new Watching(this, publisher) : known;
        one.join(bulletin);
        if (known == null) {
            watching.put(publisher, one);
            one.ask();
        }
        return new Subscription(publisher, () -> leave(one, bulletin));
    }

    private synchronized <E> void leave(Standing<E> standing, Bulletin<E> bulletin) {
        standing.leave(bulletin);
    }

    /** All who are there when a watch begins have room. */
    int watchEvents() {
        return limits().presence().waitingEvents() + limits().presence().watched();
    }

    private Optional<ServiceException> refusal() {
        int most = limits().presence().subscriptions();
        if (isClosed) {
            return Optional.of(new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, "the endpoint is closed"));
        }
        return handlers < most
                ? Optional.empty()
                : Optional.of(new ServiceException(
                        ReplyCode.ABORTED, most + " subscriptions and watches are open, the most that are allowed"));
    }

    /** One handler is no longer there. */
    void left() {
        handlers--;
    }

    /** A subscription or watch is no longer there, with the handlers that it has. */
    void gone(Standing<?> standing) {
        handlers -= standing.handlers();
        if (!subscribing.remove(standing.publisher(), standing)) {
            watching.remove(standing.publisher(), standing);
        }
    }

    /** Drops for a while what is still said under the transID of what has ended, if that is not too much. */
    void hush(Address publisher, int transId) {
        if (hushed < limits().presence().subscriptions()) {
            hushed++;
            questions.listen(publisher, transId, _ -> true);
            var _ = schedule(limits().statusWait(), () -> unhush(transId));
        }
    }

    private synchronized void unhush(int transId) {
        hushed--;
        questions.forget(transId);
    }

    // ---- looking
    // -------------------------------------------------------------------------------------------------------

    CompletableFuture<PresenceState> get(Address publisher) {
        return fresh(publisher).thenApply(seen -> seen.state(now()));
    }

    private CompletableFuture<Seen> fresh(Address publisher) {
        CompletableFuture<Publish> answer;
        synchronized (this) {
            var standing = Optional.ofNullable(subscribing.get(publisher));
            answer = standing.map(Subscribing::fresh).orElseGet(() -> questions.get(publisher));
        }
        return answer.thenApply(publish -> Seen.at(now(), publish)).whenComplete((seen, failure) -> {
            if (failure == null) {
                looked(seen);
            } else if (cause(failure) instanceof ServiceException refused
                    && refused.code().isPermanent()) {
                forget(publisher);
            }
        });
    }

    /** What was seen last, as it is by now; whoever is no longer allowed to see it has not seen it. */
    synchronized Optional<PresenceState> cached(Address publisher) {
        return Optional.ofNullable(seen.get(publisher)).map(known -> known.state(now()));
    }

    /** The answer to a look may come here after what a subscription was told later. */
    private synchronized void looked(Seen now) {
        var known = Optional.ofNullable(seen.get(now.publish().publisher()));
        seen(known.filter(before -> before.hasOvertaken(now)).orElse(now));
    }

    synchronized void seen(Seen now) {
        var publisher = now.publish().publisher();
        seen.remove(publisher);
        while (seen.size() >= limits().presence().cached()) {
            seen.pollFirstEntry();
        }
        seen.putLast(publisher, now);
    }

    synchronized void forget(Address publisher) {
        seen.remove(publisher);
    }

    // ---- publishing
    // ----------------------------------------------------------------------------------------------------

    synchronized CompletableFuture<Void> publish(Address publisher, PresenceStatus status) {
        var place = new Publication.Place(
                publisher, status.destination().orElseGet(() -> questions.self().imUri()));
        var known = publications.get(place);
        int most = limits().presence().publications();
        if (isClosed || (known == null && publications.size() >= most)) {
            return CompletableFuture.failedFuture(new ServiceException(
                    isClosed ? ReplyCode.SERVICE_NOT_AVAILABLE : ReplyCode.ABORTED,
                    isClosed
                            ? "the endpoint is closed"
                            : "something is published for " + most + " places, the most that" + " are allowed"));
        }
        var publication = known == null ? new Publication(this, place) : known;
        publications.put(place, publication);
        return publication.publish(status);
    }

    /** Replaces one tuple of an entry. */
    CompletableFuture<Void> change(Publication.Place place, PresenceStatus status) {
        return edit(place.publisher(), (entry, now) -> OwnTuple.in(entry, place.destination(), status, now));
    }

    /**
     * Replaces an entry; again with what others have made of it, if they were faster.
     *
     * @param edit what to make of an entry, at a time by the service's clock; the same entry if nothing is to be changed
     */
    CompletableFuture<Void> edit(Address publisher, BiFunction<PresenceEntry, Instant, PresenceEntry> edit) {
        return edit(publisher, edit, limits().presence().tries());
    }

    private CompletableFuture<Void> edit(
            Address publisher, BiFunction<PresenceEntry, Instant, PresenceEntry> edit, int tries) {
        return fresh(publisher)
                .thenCompose(old -> {
                    var before = old.publish().presence();
                    var after = edit.apply(before, old.serviceTime(now()));
                    return after.equals(before)
                            ? CompletableFuture.<Void>completedFuture(null)
                            : questions.publish(after).<Void>thenApply(_ -> null);
                })
                .exceptionallyCompose(failure -> {
                    boolean isConflict = cause(failure) instanceof ServiceException refused
                            && refused.code().equals(ReplyCode.TRANSACTION_IN_PROGRESS);
                    return isConflict && tries > 1
                            ? edit(publisher, edit, tries - 1)
                            : CompletableFuture.failedFuture(cause(failure));
                });
    }

    void gone(Publication publication) {
        publications.remove(publication.place(), publication);
    }

    synchronized boolean isOpen() {
        return !isClosed;
    }

    // ---- the session
    // ---------------------------------------------------------------------------------------------------

    private Stream<Standing<?>> standing() {
        return Stream.<Standing<?>>concat(
                List.copyOf(subscribing.values()).stream(), List.copyOf(watching.values()).stream());
    }

    @Override
    public synchronized void lost(String why) {
        var lost = new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, why);
        standing().forEach(one -> one.sleep(lost));
        publications.values().forEach(Publication::sleep);
    }

    @Override
    public synchronized void back() {
        standing().forEach(Standing::wake);
        List.copyOf(publications.values()).forEach(Publication::wake);
    }

    @Override
    public synchronized void over(String why) {
        isClosed = true;
        var over = new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, why);
        standing().forEach(one -> one.end(over));
        publications.values().forEach(Publication::sleep);
    }

    /** Takes back what was published and ends what goes on; waits for that, at most {@link EndpointLimits#closeTime}. */
    void close() {
        var done = new CompletableFuture<Void>();
        var late = schedule(limits().closeTime(), () -> done.complete(null));
        CompletableFuture<?>[] leaving;
        synchronized (this) {
            isClosed = true;
            standing().forEach(Standing::stop);
            leaving = List.copyOf(publications.values()).stream()
                    .map(Publication::leave)
                    .toArray(CompletableFuture<?>[]::new);
        }
        var _ = CompletableFuture.allOf(leaving).whenComplete((_, _) -> done.complete(null));
        done.join();
        late.cancel(false);
    }
}

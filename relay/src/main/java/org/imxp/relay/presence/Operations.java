package org.imxp.relay.presence;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceOperation.Notify;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.PresenceWriter;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.presence.Operation.Kind;
import org.imxp.relay.presence.Operation.State;
import org.imxp.relay.service.Post;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceRow;

/**
 * What the steps of the service share: how entries are kept and shown, and how subscriptions and watches end. Used by all
 * threads; where a presentity is an argument, it is lent to the caller.
 */
final class Operations {
    private static final PresenceWriter WRITER = new PresenceWriter();

    private final Presentities presentities;
    private final LiveOperations live;
    private final Deadlines deadlines;
    private final Outgoing outgoing;
    private final Journal journal;
    private final Permissions permissions;
    private final InstantSource clock;

    Operations(
            Presentities presentities,
            PresenceBounds bounds,
            Deadlines deadlines,
            Outgoing outgoing,
            Journal journal,
            Permissions permissions,
            InstantSource clock) {
        this.presentities = presentities;
        this.live = new LiveOperations(bounds);
        this.deadlines = deadlines;
        this.outgoing = outgoing;
        this.journal = journal;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Does something with what belongs to an endpoint, and then sends what there is to say. */
    <T> T with(Address address, Function<Presentity, T> work) {
        try {
            return presentities.with(address, work);
        } finally {
            outgoing.flush();
        }
    }

    /** What names an operation, to be kept. */
    Operation.Pair pair(Address subject, Address originator) {
        return new Operation.Pair(presentities.kept(subject), presentities.kept(originator));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    LiveOperations live() {
        return live;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Permissions permissions() {
        return permissions;
    }

    CompletionStage<Boolean> write(PresenceChange... changes) {
        return journal.write(List.of(changes));
    }

    /** Answers a request. */
    void reply(Request request, PresenceOperation answer) {
        // A requester that does not take its answers does without.
        var _ = outgoing.say(request.service(), request.originator(), answer);
    }

    void refuse(Request request, Refusal why) {
        reply(request, why.reply(request.transId()));
    }

    /** Says something about an operation. */
    void say(Operation operation, PresenceOperation said) {
        say(operation, Outgoing.content(said));
    }

    /** Likewise. */
    void say(Operation operation, Post.Content said) {
        var _ = outgoing.say(operation.service(), operation.originator(), said);
    }

    /** Says several things in a row about an operation. */
    void sayAll(Operation operation, List<? extends PresenceOperation> said) {
        var _ = outgoing.sayAll(operation.service(), operation.originator(), said);
    }

    /** Likewise, and tells what became of it. */
    void sayAndHear(Operation operation, PresenceOperation said, Outgoing.Outcome then) {
        outgoing.sayAnyway(operation.service(), operation.originator(), said, then);
    }

    /** Sends what was said while nothing was lent. */
    void flush() {
        outgoing.flush();
    }

    // ---- entries ---------------------------------------------------------------------------------------------------

    /** Keeps an entry of somebody from now on, and tells those who see it. */
    void keep(Presentity presentity, Address publisher, PresenceRow entry) {
        restore(presentity, publisher, entry);
        changed(presentity, publisher);
    }

    /** Keeps an entry of somebody from now on. */
    void restore(Presentity presentity, Address publisher, PresenceRow entry) {
        keep(
                presentity,
                presentities.kept(publisher),
                entry.lastUpdate(),
                entry.entry(),
                Rows.nextClosing(entry, clock.instant()));
    }

    private void keep(
            Presentity presentity, Address publisher, Instant lastUpdate, String text, Optional<Instant> nextClosing) {
        presentity.kept(publisher).flatMap(Kept::closing).ifPresent(deadlines::cancel);
        var closing = nextClosing.map(at -> deadlines.at(at, () -> closes(publisher)));
        presentity.keep(new Kept(publisher, lastUpdate, text, closing));
    }

    /** A tuple closes by itself: the entry is the same, but says something else now (requirement PRES-3). */
    private void closes(Address publisher) {
        with(publisher, presentity -> {
            presentity.kept(publisher).ifPresent(kept -> {
                var next = kept.entry().nextClosing(clock.instant());
                keep(presentity, publisher, kept.lastUpdate(), kept.text(), next);
                changed(presentity, publisher);
            });
            return publisher;
        });
    }

    private void changed(Presentity presentity, Address publisher) {
        presentity.whoSee(publisher).forEach(operation -> outgoing.change(operation, this::publication));
    }

    /** Tells a subscriber what there is to see now. */
    void tell(Operation operation) {
        outgoing.change(operation, this::publication);
    }

    private Post.Content publication(Operation operation) {
        return presentities.with(operation.subject(), presentity -> publication(presentity, operation));
    }

    /** What the originator of a subscription sees of its subject, in the subject's name (OPEN-36). */
    Post.Content publication(Presentity presentity, Operation operation) {
        var subject = operation.subject();
        var shown = switch (operation.sight()) {
            case Sight.Entry seen -> presentity.kept(seen.publisher());
            case Sight.Closed _, Sight.Nothing _ -> Optional.<Kept>empty();
        };
        var now = now();
        // Only the name of a service is spelled in two ways.
        if (shown.isPresent() && shown.get().publisher().equals(subject) && !subject.isService()) {
            var entry = XmlFragment.of(shown.get().text());
            return dialect -> WRITER.writePublish(subject, operation.transId(), now, entry, dialect);
        }
        var entry = shown.map(Kept::entry)
                .orElseGet(() -> presentity.initial(subject))
                .withPublisher(subject);
        return Outgoing.content(new Publish(subject, operation.transId(), now, entry));
    }

    // ---- operations -------------------------------------------------------------------------------------

    /** An operation is live from now on. */
    void begin(Operation operation) {
        operation.live(deadlines.at(operation.expires(), () -> expire(operation)));
    }

    /** Ends an operation without a word to anybody; what it was before. */
    State drop(Presentity presentity, Operation operation) {
        presentity.remove(operation);
        live.remove(operation);
        return operation.end(deadlines);
    }

    /** Ends an operation whose originator knows already; those who watch are told. */
    void end(Presentity presentity, Operation operation) {
        var before = drop(presentity, operation);
        if (operation.kind() == Kind.SUBSCRIBE && before == State.LIVE) {
            tellWatchers(presentity, operation.subject(), operation.originator(), Action.TERMINATE, 0);
        }
    }

    /** Ends an operation, and tells its originator why (RFC 3343 section 4.5). */
    void cancel(Presentity presentity, Operation operation, ReplyCode code, String why) {
        if (operation.state() == State.ENDED) {
            return;
        }
        // One that is still on disk after a crash ends there again.
        var _ = write(new PresenceChange.End(Rows.of(operation)));
        outgoing.sayAnyway(
                operation.service(),
                operation.originator(),
                new Terminate(operation.transId(), code, Refusal.words(why)));
        end(presentity, operation);
    }

    /** Its time is over. */
    void expire(Operation operation) {
        with(operation.subject(), presentity -> {
            if (operation.isLive()) {
                var _ = write(new PresenceChange.End(Rows.of(operation)));
                outgoing.sayAnyway(operation.service(), operation.originator(), new Terminate(operation.transId()));
                end(presentity, operation);
            }
            return operation;
        });
    }

    /** Tells all who watch a subject that somebody comes or goes (RFC 3343 section 4.6). */
    void tellWatchers(Presentity presentity, Address subject, Address subscriber, Action action, int duration) {
        for (var watch : presentity.live(Kind.WATCH, subject)) {
            var said = new Notify(subscriber, watch.transId(), action, duration);
            if (!outgoing.say(watch.service(), watch.originator(), said)) {
                // One that misses something must know.
                cancel(presentity, watch, ReplyCode.ABORTED, "more notices wait for you than are allowed: watch again");
            }
        }
    }

    /**
     * Takes note of since when an account is there. What is older belongs to somebody who had the address before.
     */
    void settle(Presentity presentity, Instant since) {
        if (!since.isAfter(presentity.since())) {
            return;
        }
        presentity.since(since);
        presentity.entries().stream()
                .filter(kept -> kept.lastUpdate().isBefore(since))
                .forEach(kept -> forget(presentity, kept));
        presentity.operations().stream()
                .filter(operation -> operation.begun().isBefore(since))
                .forEach(operation -> gone(presentity, operation));
    }

    /** There is no such account any more. */
    void forgetAll(Address endpoint) {
        with(endpoint, presentity -> {
            presentity.operations().forEach(operation -> gone(presentity, operation));
            presentity.entries().forEach(kept -> forget(presentity, kept));
            return endpoint;
        });
    }

    private void gone(Presentity presentity, Operation operation) {
        cancel(presentity, operation, ReplyCode.NOT_TAKEN, operation.subject() + " is no endpoint any more");
    }

    private void forget(Presentity presentity, Kept kept) {
        kept.closing().ifPresent(deadlines::cancel);
        presentity.drop(kept.publisher());
        var _ = write(new PresenceChange.Drop(kept.publisher().toString()));
    }
}

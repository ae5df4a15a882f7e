package org.imxp.relay.presence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceRow;

/** The publish operation (RFC 3343 section 4.4), and what else changes an entry. One change of an entry follows the other. */
final class Publishing {
    private static final Refusal PUBLISHERS_DIFFER = new Refusal(
            ReplyCode.PUBLISHER_MISMATCH, "the publishers of publish and presence differ: allowed is the same in both");

    /** What is to be instead of an entry, or why it stays. */
    private record Change(Optional<PresenceRow> entry, Optional<Refusal> refusal) {
        static final Change NONE = new Change(Optional.empty(), Optional.empty());

        static Change to(PresenceRow entry) {
            return new Change(Optional.of(entry), Optional.empty());
        }

        static Change refused(ReplyCode code, String why) {
            return new Change(Optional.empty(), Optional.of(new Refusal(code, why)));
        }
    }

    private final Admission admission;
    private final Operations operations;
    private final PresenceBounds bounds;
    private final Turns turns;

    Publishing(Admission admission, Operations operations, PresenceBounds bounds) {
        this.admission = admission;
        this.operations = operations;
        this.bounds = bounds;
        turns = new Turns(bounds.requestsPerEndpoint(), bounds.requests());
    }

    CompletionStage<Object> receive(Request request, Publish publish) {
        var subject = publish.publisher();
        if (!subject.equals(publish.presence().publisher())) {
            operations.refuse(request, PUBLISHERS_DIFFER);
            return Done.DONE;
        }
        return admission.admit(request, subject, since -> {
            if (!operations.permissions().mayPublish(subject, request.originator())) {
                operations.refuse(request, Refusal.notAllowed(subject, Permissions.PUBLISH));
                return Done.DONE;
            }
            return inTurn(request, publish.presence(), since);
        });
    }

    private CompletionStage<Object> inTurn(Request request, PresenceEntry presence, Instant since) {
        var done = new CompletableFuture<Object>();
        boolean taken = turns.take(
                presence.publisher(),
                () -> Turns.begun(() -> replace(
                                presence.publisher(),
                                presentity -> {
                                    operations.settle(presentity, since);
                                    return compared(presentity, presence);
                                },
                                refusal -> operations.reply(
                                        request,
                                        refusal.map(why -> why.reply(request.transId()))
                                                .orElseGet(() -> new Reply(ReplyCode.SUCCESS, request.transId())))))
                        .whenComplete((nothing, failure) -> {
                            if (failure == null) {
                                done.complete(Done.DONE);
                            } else {
                                done.completeExceptionally(failure);
                            }
                        }));
        if (!taken) {
            operations.refuse(request, Refusal.tooManyRequests());
            return Done.DONE;
        }
        return done;
    }

    /** Step 5, and the bounds. */
    private Change compared(Presentity presentity, PresenceEntry presence) {
        var publisher = presence.publisher();
        boolean isInitial = presentity.kept(publisher).isEmpty();
        var last = presentity.lastUpdate(publisher);
        boolean isCurrent = presence.lastUpdate().map(last::equals).orElse(isInitial);
        if (!isCurrent) {
            return Change.refused(
                    ReplyCode.TRANSACTION_IN_PROGRESS,
                    "the entry has changed: get it, and publish with its lastUpdate");
        }
        if (isInitial && presentity.entryCount() >= bounds.entriesPerEndpoint()) {
            return Change.refused(
                    ReplyCode.TRANSACTION_FAILED,
                    publisher.parent() + " has " + bounds.entriesPerEndpoint()
                            + " entries with those of its subaddresses, the most that are allowed");
        }
        var entry = stamped(presence, last);
        int octets = entry.entry().getBytes(StandardCharsets.UTF_8).length;
        return octets > bounds.octetsPerEntry()
                ? Change.refused(
                        ReplyCode.TRANSACTION_FAILED,
                        "the entry has " + octets + " octets: allowed are " + bounds.octetsPerEntry())
                : Change.to(entry);
    }

    /** The service's time, but later than before in any case (requirement PRES-19). */
    private PresenceRow stamped(PresenceEntry entry, Instant last) {
        var now = operations.now();
        var later = now.isAfter(last) ? now : last.plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
        return Rows.of(entry.withLastUpdate(later), now);
    }

    /**
     * Closes the tuples of an entry that name an endpoint which is attached no more (OPEN-41).
     *
     * @param lost when it was attached last
     */
    void close(Address publisher, Address endpoint, Instant lost) {
        // What does not find room here closes at its own time.
        var _ = turns.take(
                publisher,
                () -> replace(
                        publisher,
                        presentity -> presentity
                                .kept(publisher)
                                // One that was published since is of an application that is there.
                                .filter(kept -> !kept.lastUpdate().isAfter(lost))
                                .flatMap(kept -> LostTuples.closed(kept.entry(), endpoint, lost)
                                        .map(entry -> Change.to(stamped(entry, kept.lastUpdate()))))
                                .orElse(Change.NONE),
                        refusal -> {}));
    }

    /**
     * Makes a change when it is on disk.
     *
     * @param answer gets why it is not made, or nothing; before anybody is told of the change
     */
    private CompletionStage<Void> replace(
            Address publisher, Function<Presentity, Change> decide, Consumer<Optional<Refusal>> answer) {
        var change = operations.with(publisher, decide);
        if (change.entry().isEmpty()) {
            answer.accept(change.refusal());
            return CompletableFuture.completedStage(null);
        }
        var entry = change.entry().get();
        return operations.write(new PresenceChange.Put(entry)).thenAccept(isWritten -> {
            var _ = operations.with(publisher, presentity -> {
                answer.accept(isWritten ? Optional.empty() : Optional.of(Refusal.notStored()));
                if (isWritten) {
                    operations.keep(presentity, publisher, entry);
                }
                return isWritten;
            });
        });
    }
}

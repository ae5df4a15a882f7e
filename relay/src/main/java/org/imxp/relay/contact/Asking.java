package org.imxp.relay.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactRequest;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.imxp.relay.store.ContactRow;

/** What the service of the one who asks does. Its steps are done at the desk, and may block. */
final class Asking {
    static final Duration DAY = Duration.ofDays(1);

    private final ContactData data;
    private final ContactBounds bounds;
    private final Totals totals;
    private final Lists lists;
    private final Granting granting;
    private final Telling telling;
    private final InstantSource clock;

    Asking(
            ContactData data,
            ContactBounds bounds,
            Totals totals,
            Lists lists,
            Granting granting,
            Telling telling,
            InstantSource clock) {
        this.data = data;
        this.bounds = bounds;
        this.totals = totals;
        this.lists = lists;
        this.granting = granting;
        this.telling = telling;
        this.clock = clock;
    }

    private static boolean isWaiting(ContactRequestRow row) {
        return row.status() == Status.SENDING || row.status() == Status.SENT;
    }

    // ---- ask -------------------------------------------------------------------------------------------------------

    CompletionStage<Outcome> ask(Instant since, ContactOperation.Ask ask) {
        var asked = ask.request();
        // A subaddress asks, and is asked, as the endpoint that it belongs to.
        var request = new ContactRequest(
                asked.from().parent(), asked.to().parent(), asked.wants(), asked.grants(), asked.note());
        var there = there(since, request.from(), request.to());
        if (there.filter(Asking::isWaiting).isPresent()) {
            return repeated(request, there.get()).now();
        }
        var now = clock.instant();
        var refusal = refusal(since, request, there, now);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get()).now();
        }
        var row = telling.next(Rows.request(
                request, Side.ASKED, Status.SENDING, Rows.made(now, since), now.plus(Telling.EXPIRY), now));
        if (!data.changeOf(row.owner(), since, List.of(new ContactChange.Keep(row)))) {
            return Outcome.gone(row.owner()).now();
        }
        totals.request(there.isPresent() ? 0 : 1);
        return Outcome.done(() -> telling.send(row)).now();
    }

    private Optional<ContactRequestRow> there(Instant since, Address from, Address to) {
        return data.request(from.toString(), since, Side.ASKED, to.toString());
    }

    private static Outcome repeated(ContactRequest request, ContactRequestRow there) {
        return Rows.request(there).equals(request)
                ? Outcome.done()
                : Outcome.refused(
                        ReplyCode.TRANSACTION_IN_PROGRESS,
                        "another request to " + request.to() + " waits for an answer since " + there.asked());
    }

    private Optional<Refusal> refusal(
            Instant since, ContactRequest request, Optional<ContactRequestRow> there, Instant now) {
        var yesterday = now.minus(DAY);
        var last = there.map(ContactRequestRow::asked).filter(asked -> asked.isAfter(yesterday));
        if (last.isPresent()) {
            return Optional.of(new Refusal(
                    ReplyCode.TRANSACTION_FAILED,
                    request.to() + " was asked at " + last.get() + ": allowed is once a day"));
        }
        var owner = request.from().toString();
        if (data.requests(owner, since, Status.SENDING) + data.requests(owner, since, Status.SENT)
                >= bounds.waitingPerRequester()) {
            return Optional.of(Refusal.tooMany("requests without an answer", bounds.waitingPerRequester()));
        }
        if (data.asked(owner, yesterday.isAfter(since) ? yesterday.plusMillis(1) : since) >= bounds.perDay()) {
            return Optional.of(Refusal.tooMany("requests within 24 hours", bounds.perDay()));
        }
        return there.isEmpty() && totals.requests() >= bounds.requests()
                ? Optional.of(Refusal.tooMany("requests in this service", bounds.requests()))
                : Optional.empty();
    }

    // ---- accepted --------------------------------------------------------------------------------------------------

    /** The one who was asked has accepted, says the service of their domain: what was offered is granted, and nothing else. */
    CompletionStage<Outcome> accepted(Instant since, ContactOperation.Accepted accepted) {
        var from = accepted.from().parent();
        var to = accepted.to();
        var there = there(since, from, to).filter(Asking::isWaiting);
        if (there.isEmpty()) {
            return noSuchRequest(from, to).now();
        }
        var row = there.get();
        // Nobody else's acceptance lifts a block.
        var offered = Rows.actions(row.grants()).filter(actions -> !granting.blocksSince(row));
        return granting.both(
                        row,
                        grants -> offered.map(actions -> grants.allow(from, to, actions))
                                .orElseGet(() -> CompletableFuture.completedStage(ReplyCode.SUCCESS)),
                        () -> agree(since, from, to, accepted.granted()))
                // The other service tells again later; whatever is in the way may be gone then.
                .thenApply(outcome -> outcome.refusal()
                                .filter(refusal -> !refusal.code().equals(ReplyCode.NOT_TAKEN))
                                .isPresent()
                        ? Outcome.NOT_STORED
                        : outcome);
    }

    private static Outcome noSuchRequest(Address from, Address to) {
        return Outcome.refused(ReplyCode.NOT_TAKEN, from + " has no request to " + to + " that waits");
    }

    private CompletionStage<Outcome> agree(Instant since, Address from, Address to, Actions granted) {
        var there = there(since, from, to).filter(Asking::isWaiting);
        if (there.isEmpty()) {
            return noSuchRequest(from, to).now();
        }
        var row = there.get()
                .become(Status.ACCEPTED, clock.instant().plus(Telling.REMEMBERING))
                .granting(granted.toString());
        var contact = granting.blocksSince(row) ? Optional.<ContactRow>empty() : lists.agreed(from, since, to, "");
        var changes = new ArrayList<ContactChange>(List.of(new ContactChange.Update(row)));
        contact.map(ContactChange.Put::new).ifPresent(changes::add);
        if (!data.changeOf(row.owner(), since, changes)) {
            return Outcome.gone(row.owner()).now();
        }
        return Outcome.done(() -> {
                    contact.ifPresent(added -> {
                        lists.added();
                        lists.tell(from, telling.newTransId(), added);
                    });
                    telling.tell(row);
                })
                .now();
    }
}

package org.imxp.relay.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactRequest;
import org.imxp.protocol.ContactState;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessDecisions;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;

/** What the service of the one who is asked does. Its steps are done at the desk, and may block. */
final class Answering {
    /** Of more that an owner ignores the oldest are forgotten. */
    static final int MOST_IGNORED = 1_000;

    /** What another service says of the time may be wrong: an owner has so long at least to answer. */
    static final Duration SHORTEST = Duration.ofDays(1);

    private final ContactData data;
    private final ContactBounds bounds;
    private final Totals totals;
    private final Lists lists;
    private final Granting granting;
    private final AccessDecisions access;
    private final Telling telling;
    private final InstantSource clock;

    Answering(
            ContactData data,
            ContactBounds bounds,
            Totals totals,
            Lists lists,
            Granting granting,
            AccessDecisions access,
            Telling telling,
            InstantSource clock) {
        this.data = data;
        this.bounds = bounds;
        this.totals = totals;
        this.lists = lists;
        this.granting = granting;
        this.access = access;
        this.telling = telling;
        this.clock = clock;
    }

    // ---- request ---------------------------------------------------------------------------------------------------

    /** Steps 4 to 8. */
    CompletionStage<Outcome> request(Instant since, ContactState state) {
        var asked = state.request();
        var request = new ContactRequest(
                asked.from().parent(), asked.to().parent(), asked.wants(), asked.grants(), asked.note());
        var from = request.from();
        var to = request.to();
        var now = clock.instant();
        var there = data.request(to.toString(), since, Side.GOT, from.toString());
        if (there.filter(row -> isGoingOn(row, now)).isPresent()) {
            return Outcome.done().now();
        }
        if (data.requests(to.toString(), since, Status.PENDING) >= bounds.pendingPerRecipient()) {
            return later("requests for " + to + " wait for an answer", bounds.pendingPerRecipient())
                    .now();
        }
        if (there.isEmpty() && totals.requests() >= bounds.requests()) {
            return later("requests are kept", bounds.requests()).now();
        }
        var expires = expires(now, state.expires());
        var row = Rows.request(request, Side.GOT, Status.PENDING, Rows.made(now, since), expires, expires);
        if (granting.blocks(to, from)) {
            // Whoever is blocked must not be able to tell that from not being answered.
            return keep(since, there, row.become(Status.IGNORED, now.plus(Telling.IGNORING)), () -> {});
        }
        boolean mayAlready = request.wants().tokens().stream().allMatch(action -> access.grants(to, from, action));
        if (mayAlready) {
            var told = telling.next(
                    row.become(Status.TELLING, now).granting(request.wants().toString()));
            return keep(since, there, told, () -> telling.send(told));
        }
        return keep(since, there, row, () -> telling.tell(row));
    }

    /** When it does for the one who asked, but neither later than is usual nor before anybody could see it. */
    private static Instant expires(Instant now, Instant theirs) {
        var least = now.plus(SHORTEST);
        var most = now.plus(Telling.EXPIRY);
        var wanted = theirs.isAfter(least) ? theirs : least;
        return wanted.isAfter(most) ? most : wanted;
    }

    private static boolean isGoingOn(ContactRequestRow row, Instant now) {
        // What is to be told goes on when that is overdue.
        return row.status() == Status.IGNORED
                ? row.due().isAfter(now)
                : row.expires().isAfter(now);
    }

    private static Outcome later(String what, int most) {
        return Outcome.refused(ReplyCode.ABORTED, "as many " + what + " as are allowed, " + most + ": try again later");
    }

    private CompletionStage<Outcome> keep(
            Instant since, Optional<ContactRequestRow> there, ContactRequestRow row, Runnable then) {
        var changes = new ArrayList<ContactChange>(List.of(new ContactChange.Keep(row)));
        if (row.status() == Status.IGNORED) {
            forgetting(row).ifPresent(changes::add);
        }
        if (!data.changeOf(row.owner(), since, changes)) {
            return Outcome.gone(row.owner()).now();
        }
        totals.request((there.isPresent() ? 0 : 1) - (changes.size() - 1));
        return Outcome.done(then).now();
    }

    private Optional<ContactChange> forgetting(ContactRequestRow ignored) {
        return data.requests(ignored.owner(), Instant.EPOCH, Status.IGNORED) < MOST_IGNORED
                ? Optional.empty()
                : data.oldest(ignored.owner(), Status.IGNORED).map(ContactChange.Drop::new);
    }

    // ---- answer ----------------------------------------------------------------------------------------------------

    CompletionStage<Outcome> answer(Instant since, ContactOperation.Answer answer) {
        var owner = answer.to().parent();
        var other = answer.from().parent();
        var there = pending(since, owner, other);
        if (there.isEmpty()) {
            return noneWaits(owner, other).now();
        }
        var row = there.get();
        return switch (answer.verdict()) {
            case ACCEPT -> accept(since, row, answer);
            case IGNORE ->
                granting.isUnderWay(row)
                        ? Outcome.refused(
                                        ReplyCode.TRANSACTION_IN_PROGRESS,
                                        "the request of " + other + " is being answered by another program")
                                .now()
                        : ignore(row);
            case BLOCK ->
                granting.both(
                        row,
                        grants -> grants.block(owner, other),
                        () -> pending(since, owner, other)
                                .map(this::ignore)
                                .orElseGet(() -> noneWaits(owner, other).now()));
        };
    }

    private Optional<ContactRequestRow> pending(Instant since, Address owner, Address other) {
        return data.request(owner.toString(), since, Side.GOT, other.toString())
                .filter(row -> row.status() == Status.PENDING && isGoingOn(row, clock.instant()));
    }

    private static Outcome noneWaits(Address owner, Address other) {
        return Outcome.refused(ReplyCode.NOT_TAKEN, "no request of " + other + " to " + owner + " waits for an answer");
    }

    private CompletionStage<Outcome> ignore(ContactRequestRow row) {
        var ignored = row.become(Status.IGNORED, clock.instant().plus(Telling.IGNORING));
        var changes = new ArrayList<ContactChange>(List.of(new ContactChange.Update(ignored)));
        forgetting(ignored).ifPresent(changes::add);
        data.change(changes);
        totals.request(1 - changes.size());
        return Outcome.done().now();
    }

    private CompletionStage<Outcome> accept(Instant since, ContactRequestRow row, ContactOperation.Answer answer) {
        var owner = Address.parse(row.owner());
        var other = Address.parse(row.other());
        var wanted = Actions.parse(row.wants());
        var granted = answer.grants().orElse(wanted);
        if (!wanted.grantAll(granted)) {
            return Outcome.refused(
                            ReplyCode.PARAMETER_INVALID,
                            "grants is \"" + granted + "\": allowed is what was asked for, " + wanted)
                    .now();
        }
        return granting.both(
                row,
                grants -> grants.allow(owner, other, granted),
                () -> pending(since, owner, other)
                        .map(it -> agree(since, it.granting(granted.toString()), answer))
                        .orElseGet(() -> noneWaits(owner, other).now()));
    }

    private CompletionStage<Outcome> agree(Instant since, ContactRequestRow row, ContactOperation.Answer answer) {
        var owner = Address.parse(row.owner());
        var told = telling.next(row.become(Status.TELLING, clock.instant()));
        var contact = lists.agreed(owner, since, Address.parse(row.other()), answer.name());
        var changes = new ArrayList<ContactChange>(List.of(new ContactChange.Update(told)));
        contact.map(ContactChange.Put::new).ifPresent(changes::add);
        if (!data.changeOf(row.owner(), since, changes)) {
            return Outcome.gone(row.owner()).now();
        }
        return Outcome.done(() -> {
                    contact.ifPresent(added -> {
                        lists.added();
                        lists.tell(owner, answer.transId(), added);
                    });
                    telling.send(told);
                })
                .now();
    }
}

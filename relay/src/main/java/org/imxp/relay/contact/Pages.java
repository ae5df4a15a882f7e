package org.imxp.relay.contact;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.imxp.relay.store.ContactRow;
import org.imxp.relay.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows contact lists and requests, page by page. Used by all threads. */
final class Pages {
    /** Readers take no more. */
    static final int MOST = 100;
    /** A page has to go into one data, whatever the relay lets through. */
    static final int CHARACTERS = 32 << 10;

    private static final int MARKUP = 250;
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final ContactData data;
    private final Granting granting;
    private final InstantSource clock;
    private final Executor reading;

    /**
     * Shows what is kept.
     *
     * @param reading runs what blocks: virtual threads
     */
    Pages(ContactData data, Granting granting, InstantSource clock, Executor reading) {
        this.data = data;
        this.granting = granting;
        this.clock = clock;
        this.reading = reading;
    }

    CompletionStage<Outcome> show(Asker asker, Instant since, ContactOperation.Get get) {
        return CompletableFuture.supplyAsync(() -> page(since, get), reading).handle((page, failure) -> {
            if (failure == null) {
                return Outcome.done(() -> {
                    var _ = asker.voice().say(asker.service(), asker.originator(), page);
                });
            }
            if (failure.getCause() instanceof StoreException e) {
                LOG.warn("contacts can't be read: {}", e.getMessage());
            } else {
                LOG.error("contacts can't be shown", failure);
            }
            return Outcome.NOT_STORED;
        });
    }

    private ContactOperation.Page page(Instant since, ContactOperation.Get get) {
        var owner = get.owner().parent();
        var after = get.after().map(Address::toString).orElse("");
        if (get.kind() == Kind.CONTACTS) {
            var rows = data.contacts(owner.toString(), since, after, MOST);
            var some = fitting(rows, row -> row.address().length() + row.name().length());
            return new ContactOperation.Page(
                    get.transId(),
                    owner,
                    get.kind(),
                    some.stream().map(Rows::entry).toList(),
                    List.of(),
                    next(rows, some, ContactRow::address));
        }
        var side = get.kind() == Kind.ASKED ? Side.ASKED : Side.GOT;
        var rows = data.requests(owner.toString(), since, side, after, MOST);
        var some = fitting(
                rows,
                row -> owner.toString().length()
                        + row.other().length()
                        + row.note().length());
        return new ContactOperation.Page(
                get.transId(),
                owner,
                get.kind(),
                List.of(),
                some.stream().filter(this::isShown).map(Rows::state).toList(),
                next(rows, some, ContactRequestRow::other));
    }

    /** Whom the owner has blocked meanwhile has nothing more to ask. */
    private boolean isShown(ContactRequestRow row) {
        return row.side() == Side.ASKED
                || (row.status() == Status.PENDING
                        && row.expires().isAfter(clock.instant())
                        && !granting.blocks(Address.parse(row.owner()), Address.parse(row.other())));
    }

    /** As many as go into a page, at least one. */
    private static <T> List<T> fitting(List<T> rows, Function<T, Integer> size) {
        var some = new ArrayList<T>();
        int characters = 0;
        for (var row : rows) {
            characters += size.apply(row) + MARKUP;
            if (characters > CHARACTERS && !some.isEmpty()) {
                break;
            }
            some.add(row);
        }
        return some;
    }

    private static <T> Optional<Address> next(List<T> rows, List<T> some, Function<T, String> key) {
        return some.size() < rows.size() || rows.size() == MOST
                ? Optional.of(Address.parse(key.apply(some.getLast())))
                : Optional.empty();
    }
}

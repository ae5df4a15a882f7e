package org.imxp.relay.contact;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRow;

/** Changes contact lists. Its steps are done at the desk, and may block. */
final class Lists {
    private final ContactData data;
    private final ContactBounds bounds;
    private final Totals totals;
    private final InstantSource clock;
    private final Voice voice;

    Lists(ContactData data, ContactBounds bounds, Totals totals, InstantSource clock, Voice voice) {
        this.data = data;
        this.bounds = bounds;
        this.totals = totals;
        this.clock = clock;
        this.voice = voice;
    }

    CompletionStage<Outcome> put(Instant since, ContactOperation.Put put) {
        var owner = put.owner().parent();
        var address = put.contact().address().toString();
        var there = data.contact(owner.toString(), since, address);
        if (there.isEmpty()) {
            var full = full(owner, since);
            if (full.isPresent()) {
                return Outcome.refused(full.get()).now();
            }
        }
        var row = new ContactRow(
                owner.toString(),
                address,
                put.contact().name(),
                there.map(ContactRow::since).orElseGet(() -> Rows.made(clock.instant(), since)));
        if (!data.changeOf(row.owner(), since, List.of(new ContactChange.Put(row)))) {
            return Outcome.gone(row.owner()).now();
        }
        totals.contact(there.isPresent() ? 0 : 1);
        return Outcome.done(() -> tell(owner, put.transId(), row)).now();
    }

    CompletionStage<Outcome> remove(Instant since, ContactOperation.Remove remove) {
        var owner = remove.owner().parent();
        var address = remove.address().toString();
        if (data.contact(owner.toString(), since, address).isEmpty()) {
            return Outcome.refused(ReplyCode.NO_SUCH_ENTRY, address + " is not on the list of " + owner)
                    .now();
        }
        data.change(List.of(new ContactChange.Remove(owner.toString(), address)));
        totals.contact(-1);
        return Outcome.done(
                        () -> voice.tell(owner, new ContactOperation.Remove(remove.transId(), owner, remove.address())))
                .now();
    }

    /** Who is to be put on a list by an agreement; empty if they are on it, or it is full. */
    Optional<ContactRow> agreed(Address owner, Instant since, Address other, String name) {
        return data.contact(owner.toString(), since, other.toString()).isPresent()
                        || full(owner, since).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ContactRow(owner.toString(), other.toString(), name, Rows.made(clock.instant(), since)));
    }

    /** Tells an owner who is on the list now. */
    void tell(Address owner, int transId, ContactRow row) {
        voice.tell(owner, new ContactOperation.Put(transId, owner, Rows.entry(row)));
    }

    void added() {
        totals.contact(1);
    }

    private Optional<Refusal> full(Address owner, Instant since) {
        if (data.contacts(owner.toString(), since) >= bounds.contactsPerOwner()) {
            return Optional.of(Refusal.tooMany("contacts on the list of " + owner, bounds.contactsPerOwner()));
        }
        return totals.contacts() >= bounds.contacts()
                ? Optional.of(Refusal.tooMany("contacts on all lists", bounds.contacts()))
                : Optional.empty();
    }
}

package org.imxp.relay.presence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;

/** The entries and operations of one endpoint and its subaddresses. Used by the thread to which {@link Presentities} lend it. */
final class Presentity {
    private final Address address;
    private Map<Address, Kept> entries = Map.of();
    private Map<Operation.Pair, Operation> subscriptions = Map.of();
    private Map<Operation.Pair, Operation> watches = Map.of();
    private Instant since = Instant.EPOCH;
    private boolean given;

    Presentity(Address address) {
        this.address = address;
    }

    /** The endpoint. */
    Address address() {
        return address;
    }

    /** Since when the account is there, as far as it is known. */
    Instant since() {
        return since;
    }

    void since(Instant known) {
        since = known;
    }

    Optional<Kept> kept(Address publisher) {
        return Optional.ofNullable(entries.get(publisher));
    }

    /** When the entry was changed last; that of an endpoint which has published none is as old as the account (OPEN-6). */
    Instant lastUpdate(Address publisher) {
        var kept = entries.get(publisher);
        return kept == null ? since : kept.lastUpdate();
    }

    /** The entry that each valid endpoint has from the beginning (OPEN-6). */
    PresenceEntry initial(Address publisher) {
        return new PresenceEntry(
                publisher, Optional.of(since), "", List.of(new PresenceTuple(publisher.imUri(), since)));
    }

    void keep(Kept kept) {
        entries = Sparse.with(entries, kept.publisher(), kept);
    }

    void drop(Address publisher) {
        entries = Sparse.without(entries, publisher);
    }

    List<Kept> entries() {
        return List.copyOf(entries.values());
    }

    int entryCount() {
        return entries.size();
    }

    private Map<Operation.Pair, Operation> of(Operation.Kind kind) {
        return switch (kind) {
            case SUBSCRIBE -> subscriptions;
            case WATCH -> watches;
        };
    }

    Optional<Operation> find(Operation.Kind kind, Operation.Pair pair) {
        return Optional.ofNullable(of(kind).get(pair));
    }

    void add(Operation operation) {
        switch (operation.kind()) {
            case SUBSCRIBE -> subscriptions = Sparse.with(subscriptions, operation.pair(), operation);
            case WATCH -> watches = Sparse.with(watches, operation.pair(), operation);
        }
    }

    /** Takes it out, unless it is gone already. */
    void remove(Operation operation) {
        if (operation.equals(of(operation.kind()).get(operation.pair()))) {
            switch (operation.kind()) {
                case SUBSCRIBE -> subscriptions = Sparse.without(subscriptions, operation.pair());
                case WATCH -> watches = Sparse.without(watches, operation.pair());
            }
        }
    }

    int count(Operation.Kind kind) {
        return of(kind).size();
    }

    List<Operation> operations() {
        return Stream.concat(subscriptions.values().stream(), watches.values().stream())
                .toList();
    }

    /** Those who are subscribed to, or watch, one of its addresses now. */
    List<Operation> live(Operation.Kind kind, Address subject) {
        return of(kind).values().stream()
                .filter(operation -> operation.subject().equals(subject) && operation.isLive())
                .toList();
    }

    /** Those who get to see an entry. */
    List<Operation> whoSee(Address publisher) {
        return subscriptions.values().stream()
                .filter(operation -> operation.isLive() && operation.sight().sees(publisher))
                .toList();
    }

    boolean isEmpty() {
        return entries.isEmpty() && subscriptions.isEmpty() && watches.isEmpty();
    }

    /** It is not lent any more: another one takes its place. */
    void giveUp() {
        given = true;
    }

    boolean isGivenUp() {
        return given;
    }
}

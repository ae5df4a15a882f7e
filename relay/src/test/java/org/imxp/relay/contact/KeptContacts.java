package org.imxp.relay.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.imxp.relay.store.ContactRow;
import org.imxp.relay.store.StoreException;

/** Contacts in memory, as a store keeps them. */
public final class KeptContacts implements ContactData {
    private final TreeMap<String, ContactRow> contacts = new TreeMap<>();
    private final TreeMap<String, ContactRequestRow> requests = new TreeMap<>();
    private final Set<String> gone = new HashSet<>();
    private boolean broken;
    private final List<Integer> transactions = new ArrayList<>();

    /** From now on nothing can be read or stored, or again. */
    synchronized void breaks(boolean now) {
        broken = now;
    }

    /** How many changes were made in each transaction; forgets them. */
    synchronized List<Integer> transactions() {
        var all = List.copyOf(transactions);
        transactions.clear();
        return all;
    }

    private void check() {
        if (broken) {
            throw new StoreException(StoreException.Reason.BUSY, "the store is busy");
        }
    }

    private static String key(ContactRequestRow row) {
        return row.owner() + " " + row.side() + " " + row.other();
    }

    @Override
    public synchronized void change(List<? extends ContactChange> changes) {
        check();
        transactions.add(changes.size());
        for (var change : changes) {
            switch (change) {
                case ContactChange.Put(var row) -> contacts.put(row.owner() + " " + row.address(), row);
                case ContactChange.Remove(var owner, var address) -> contacts.remove(owner + " " + address);
                case ContactChange.Keep(var row) -> requests.put(key(row), row);
                case ContactChange.Update(var row) -> requests.replace(key(row), row);
                case ContactChange.Drop(var row) -> requests.remove(key(row));
            }
        }
    }

    /** The account is removed, though what looks for accounts has found it. */
    synchronized void loses(String owner) {
        gone.add(owner);
    }

    @Override
    public synchronized boolean changeOf(String owner, Instant since, List<? extends ContactChange> changes) {
        if (gone.contains(owner)) {
            return false;
        }
        change(changes);
        return true;
    }

    private Stream<ContactRow> list(String owner, Instant since) {
        check();
        return contacts.values().stream()
                .filter(row -> row.owner().equals(owner) && !row.since().isBefore(since));
    }

    @Override
    public synchronized Optional<ContactRow> contact(String owner, Instant since, String address) {
        return list(owner, since).filter(row -> row.address().equals(address)).findFirst();
    }

    @Override
    public synchronized List<ContactRow> contacts(String owner, Instant since, String after, int limit) {
        return list(owner, since)
                .filter(row -> row.address().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long contacts(String owner, Instant since) {
        return list(owner, since).count();
    }

    @Override
    public synchronized long contacts() {
        check();
        return contacts.size();
    }

    private Stream<ContactRequestRow> having(Predicate<ContactRequestRow> what) {
        check();
        return requests.values().stream().filter(what);
    }

    @Override
    public synchronized Optional<ContactRequestRow> request(String owner, Instant since, Side side, String other) {
        return requests(owner, since, side, "", Integer.MAX_VALUE).stream()
                .filter(row -> row.other().equals(other))
                .findFirst();
    }

    @Override
    public synchronized List<ContactRequestRow> requests(
            String owner, Instant since, Side side, String after, int limit) {
        return having(row -> row.owner().equals(owner)
                        && row.side() == side
                        && !row.asked().isBefore(since)
                        && row.other().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long requests(String owner, Instant since, Status status) {
        return having(row -> row.owner().equals(owner)
                        && row.status() == status
                        && !row.asked().isBefore(since))
                .count();
    }

    @Override
    public synchronized long asked(String owner, Instant from) {
        return having(row -> row.owner().equals(owner)
                        && row.side() == Side.ASKED
                        && !row.asked().isBefore(from))
                .count();
    }

    @Override
    public synchronized Optional<ContactRequestRow> oldest(String owner, Status status) {
        return having(row -> row.owner().equals(owner) && row.status() == status)
                .min(Comparator.comparing(ContactRequestRow::asked));
    }

    @Override
    public synchronized long requests() {
        check();
        return requests.size();
    }

    @Override
    public synchronized List<ContactRequestRow> told(int transId) {
        return having(row -> row.transId() == transId).toList();
    }

    @Override
    public synchronized List<ContactRequestRow> due(Instant now, int limit) {
        return having(row -> !row.due().isAfter(now))
                .sorted(Comparator.comparing(ContactRequestRow::due))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return having(row -> true).map(ContactRequestRow::due).min(Comparator.naturalOrder());
    }
}

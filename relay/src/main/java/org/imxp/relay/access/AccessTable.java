package org.imxp.relay.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.AccessRow;
import org.imxp.relay.store.AccessRows;

/**
 * What all owners allow: the entries they have set, and beneath them the defaults (requirement ACC-6). All of it is in memory,
 * so that every message can be decided on; what is stored is the same. Used by all threads.
 */
public final class AccessTable implements AccessDecisions, AccessChanges, AccessGrants {
    private final DefaultAccess defaults;
    private final Map<Address, OwnerEntries> byOwner = new ConcurrentHashMap<>();
    /** The subaddresses that have entries of their own. */
    private final Map<Address, Set<Address>> subaddresses = new ConcurrentHashMap<>();

    private final RecentDecisions recent = new RecentDecisions();
    private final AtomicInteger total = new AtomicInteger();
    private final ReentrantLock changing = new ReentrantLock();
    private final List<Consumer<Address>> listeners = new CopyOnWriteArrayList<>();
    private volatile AccessGrants granting = AccessGrants.NONE;

    private AccessTable(DefaultAccess defaults) {
        this.defaults = defaults;
    }

    /**
     * Reads what is stored. Blocks.
     *
     * @param defaults decide where owners have set nothing
     * @param rows what they have set
     * @return the table
     */
    public static AccessTable load(DefaultAccess defaults, AccessRows rows) {
        var table = new AccessTable(defaults);
        var gathered = new HashMap<Address, List<AccessRow>>();
        rows.all(row -> gathered.computeIfAbsent(Address.parse(row.owner()), owner -> new ArrayList<>(1))
                .add(row));
        gathered.forEach((owner, entries) -> table.put(owner, entries(entries)));
        return table;
    }

    static OwnerEntries entries(List<AccessRow> rows) {
        var entries = OwnerEntries.NONE;
        for (var row : rows) {
            entries = entries.with(
                    ActorPattern.parse(row.actor()),
                    new OwnerEntries.Granted(Actions.parse(row.actions()), row.lastUpdate()));
        }
        return entries;
    }

    @Override
    public boolean grants(Address owner, Address actor, String action) {
        return actions(owner, actor).grant(action);
    }

    @Override
    public Collection<String> named(Address owner, Address actor, String service) {
        return actions(owner, actor).operations(service);
    }

    /** What the best entry grants (RFC 3341 section 3.1). */
    Actions actions(Address owner, Address actor) {
        return recent.of(owner, actor, () -> match(owner, actor).actions());
    }

    private Match match(Address owner, Address actor) {
        var own = byOwner.get(owner);
        if (own != null) {
            return own.match(actor).orBetter(defaults.match(owner, actor));
        }
        // Without entries of its own a subaddress has those of the endpoint that it belongs to (OPEN-10).
        return owner.isSubaddress() ? match(owner.parent(), actor) : defaults.match(owner, actor);
    }

    @Override
    public Optional<Instant> blockedSince(Address owner, Address actor) {
        var own = byOwner.get(owner);
        if (own == null) {
            return owner.isSubaddress() ? blockedSince(owner.parent(), actor) : Optional.empty();
        }
        var best = own.best(actor);
        return best.filter(entry -> entry.getKey().distance(actor)
                        <= defaults.match(owner, actor).distance())
                .map(Map.Entry::getValue)
                .filter(granted -> granted.actions().tokens().stream().allMatch(action -> action.endsWith(":none")))
                .map(OwnerEntries.Granted::lastUpdate);
    }

    /** Has entries changed by somebody from now on. */
    void changeBy(AccessGrants writer) {
        granting = writer;
    }

    @Override
    public CompletionStage<ReplyCode> allow(Address owner, Address actor, Actions added) {
        return granting.allow(owner, actor, added);
    }

    @Override
    public CompletionStage<ReplyCode> block(Address owner, Address actor) {
        return granting.block(owner, actor);
    }

    /** What an owner has set; defaults are not entries here (OPEN-14). */
    OwnerEntries of(Address owner) {
        return byOwner.getOrDefault(owner, OwnerEntries.NONE);
    }

    /** Puts other entries in the place of an owner's; from then on decisions are made by them. */
    void put(Address owner, OwnerEntries entries) {
        var before = entries.size() == 0 ? byOwner.remove(owner) : byOwner.put(owner, entries);
        recent.forget();
        total.addAndGet(entries.size() - (before == null ? 0 : before.size()));
        if (owner.isSubaddress()) {
            subaddresses.compute(owner.parent(), (parent, some) -> {
                var all = new HashSet<>(some == null ? Set.of() : some);
                var _ = entries.size() == 0 ? all.remove(owner) : all.add(owner);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** The endpoint and its subaddresses, as far as they have set something. */
    List<Address> owners(Address endpoint) {
        var some = new ArrayList<>(subaddresses.getOrDefault(endpoint, Set.of()));
        if (byOwner.containsKey(endpoint)) {
            some.add(endpoint);
        }
        return some;
    }

    /** Makes a change of the store and of the table, while nobody else makes one. May block. */
    void exclusively(Runnable change) {
        changing.lock();
        try {
            change.run();
        } finally {
            changing.unlock();
        }
    }

    /** Something else than the relay has changed the store, such as the removal of an account: the store is right. */
    void reload(Address owner, AccessRows rows) {
        put(owner, entries(rows.of(owner.toString())));
        tell(owner);
    }

    /** How many entries there are. */
    int total() {
        return total.get();
    }

    @Override
    public void whenChanged(Consumer<Address> listener) {
        listeners.add(listener);
    }

    /** Tells those who want to know. */
    void tell(Address owner) {
        listeners.forEach(listener -> listener.accept(owner));
    }
}

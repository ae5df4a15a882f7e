package org.imxp.relay.access;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/** Grants by the entries of a table, through the one who writes them. Used by all threads. */
final class EntryGrants implements AccessGrants {
    private static final int MOST_TRIES = 5;

    private final AccessTable table;
    private final EntryWriter writer;
    private final Consumer<AccessEntry> telling;

    /**
     * Grants in a table.
     *
     * @param telling tells the owner of a changed entry
     */
    EntryGrants(AccessTable table, EntryWriter writer, Consumer<AccessEntry> telling) {
        this.table = table;
        this.writer = writer;
        this.telling = telling;
    }

    @Override
    public CompletionStage<ReplyCode> allow(Address owner, Address actor, Actions added) {
        return change(
                        owner,
                        ActorPattern.exactly(actor),
                        there -> Optional.of(with(
                                there.map(OwnerEntries.Granted::actions).orElseGet(() -> table.actions(owner, actor)),
                                added)))
                .thenCompose(code -> hasSubaddresses(actor) && code.isDone()
                        ? change(owner, ActorPattern.subaddressesOf(actor), there -> unblocked(there, added))
                        : CompletableFuture.completedStage(code));
    }

    /** A block of an endpoint is one of its subaddresses too; whoever is let in again is so with all of their programs. */
    private static Optional<Actions> unblocked(Optional<OwnerEntries.Granted> there, Actions added) {
        return there.map(OwnerEntries.Granted::actions)
                .filter(Actions.NONE::equals)
                .map(none -> added);
    }

    private static boolean hasSubaddresses(Address actor) {
        return !actor.isService() && !actor.isSubaddress();
    }

    /** Entries are never added up, so a new one has what decided before. */
    private static Actions with(Actions old, Actions added) {
        if (old.grantAll(added)) {
            return old;
        }
        var all = new LinkedHashSet<String>();
        Stream.concat(old.tokens().stream(), added.tokens().stream())
                .filter(action -> !action.endsWith(":none"))
                .forEach(all::add);
        return new Actions(List.copyOf(all));
    }

    @Override
    public CompletionStage<ReplyCode> block(Address owner, Address actor) {
        // Else whoever is blocked would do as a subaddress what a rule for many lets them do.
        return change(owner, ActorPattern.exactly(actor), there -> Optional.of(Actions.NONE))
                .thenCompose(code -> hasSubaddresses(actor) && code.isDone()
                        ? change(owner, ActorPattern.subaddressesOf(actor), there -> Optional.of(Actions.NONE))
                        : CompletableFuture.completedStage(code));
    }

    @Override
    public Optional<Instant> blockedSince(Address owner, Address actor) {
        return table.blockedSince(owner, actor);
    }

    private CompletionStage<ReplyCode> change(
            Address owner, ActorPattern actor, Function<Optional<OwnerEntries.Granted>, Optional<Actions>> wanted) {
        var done = new CompletableFuture<ReplyCode>();
        change(owner, actor, wanted, MOST_TRIES, done);
        return done;
    }

    private void change(
            Address owner,
            ActorPattern actor,
            Function<Optional<OwnerEntries.Granted>, Optional<Actions>> wanted,
            int tries,
            CompletableFuture<ReplyCode> done) {
        var there = table.of(owner).find(actor);
        var actions = wanted.apply(there);
        if (actions.isEmpty() || there.map(OwnerEntries.Granted::actions).equals(actions)) {
            done.complete(ReplyCode.SUCCESS);
            return;
        }
        var entry = new AccessEntry(owner, actor, actions, there.map(OwnerEntries.Granted::lastUpdate));
        writer.set(Address.service(AccessService.NAME, owner.domain()), entry, outcome -> {
            switch (outcome) {
                case SetOutcome.Refused refused -> {
                    if (refused.code().equals(ReplyCode.TRANSACTION_IN_PROGRESS) && tries > 1) {
                        // Somebody else was faster: what they made of it is the start of the next try.
                        change(owner, actor, wanted, tries - 1, done);
                    } else {
                        done.complete(refused.code());
                    }
                }
                case SetOutcome.Done made -> {
                    telling.accept(made.entry());
                    done.complete(ReplyCode.SUCCESS);
                }
            }
        });
    }
}

package org.imxp.endpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;

/**
 * Who may do what to an owner, in words: what the access service of the owner's domain keeps (RFC 3341). Thread-safe.
 *
 * <p>A rule is for one address, such as {@code pebbles@rubble.com}, or for many: {@code *@rubble.com} are all of a domain but its
 * services, {@code *@*.com} also those of its subdomains, {@code *@*} all, and {@code fred/*@example.com} subaddresses. Of the rules
 * that match somebody the one that matches best decides alone: a rule for one address stands above one for its domain.
 *
 * <p>Each future fails with {@link ServiceException}, within {@link EndpointLimits#statusWait} for each question to the service. When
 * somebody else changes a rule in between, the change is made to what it is then. Stages run on virtual threads and may block.
 */
public final class Access {
    private static final int MOST_TRIES = 5;

    private final Address owner;
    private final AccessQuestions questions;

    Access(Address owner, AccessQuestions questions) {
        this.owner = owner;
        this.questions = questions;
    }

    /**
     * Whose rules these are.
     *
     * @return the owner
     */
    public Address owner() {
        return owner;
    }

    /**
     * Allows somebody more than now. A new rule for one address has also what that address may do already; one for many has what
     * is given here alone, and counts instead of a wider rule. What {@link #block} has done to the subaddresses of one address is taken back.
     *
     * @param who an address, or many
     * @param permissions one or more
     * @return what the rule says now
     * @throws ProtocolException 501 if it is neither
     */
    public CompletableFuture<Rule> allow(String who, Permission... permissions) {
        if (permissions.length == 0) {
            throw new IllegalArgumentException("nothing is allowed: give one permission or more");
        }
        var actor = ActorPattern.parse(who);
        var added = Arrays.stream(permissions).map(Permission::action).toList();
        var wasBlocked = new AtomicBoolean();
        return change(actor, old -> {
                    wasBlocked.set(old.filter(Rule::isBlocked).isPresent());
                    return old.map(rule -> done(with(rule.actions(), added)))
                            .orElseGet(() -> already(who, actor)
                                    .thenApply(may -> with(
                                            may.stream().map(Permission::action).toList(), added)));
                })
                .thenCompose(rule -> wasBlocked.get() ? unblocked(who, actor).thenApply(_ -> rule) : done(rule));
    }

    /**
     * Allows somebody nothing from now on: no message, no look at the presence. One address is blocked with its subaddresses, which a
     * wider rule would let in else.
     *
     * @param who an address, or many
     * @return what the rule says now
     * @throws ProtocolException 501 if it is neither
     */
    public CompletableFuture<Rule> block(String who) {
        var actor = ActorPattern.parse(who);
        return subaddresses(who, actor)
                .map(programs -> change(actor, _ -> done(Actions.NONE))
                        .thenCompose(rule ->
                                change(programs, _ -> done(Actions.NONE)).thenApply(_ -> rule)))
                .orElseGet(() -> change(actor, _ -> done(Actions.NONE)));
    }

    /**
     * Takes a rule away: wider ones, or those that everybody has from the start, decide then.
     *
     * @param who whom the rule is for, as it was given
     * @return whether there was one
     * @throws ProtocolException 501 if it is neither an address nor many
     */
    public CompletableFuture<Boolean> forget(String who) {
        var actor = ActorPattern.parse(who);
        return remove(actor, MOST_TRIES)
                .thenCompose(removed -> removed.filter(Rule::isBlocked).isPresent()
                        ? unblocked(who, actor).thenApply(_ -> true)
                        : done(removed.isPresent()));
    }

    /** What blocked the subaddresses of one address goes with what blocked the address. */
    private CompletableFuture<Optional<Rule>> unblocked(String who, ActorPattern actor) {
        return subaddresses(who, actor)
                .map(programs -> questions
                        .get(owner, programs)
                        .thenCompose(found -> found.filter(Rule::isBlocked).isPresent()
                                ? remove(programs, MOST_TRIES)
                                : done(Optional.<Rule>empty())))
                .orElseGet(() -> done(Optional.empty()));
    }

    private static Optional<ActorPattern> subaddresses(String who, ActorPattern actor) {
        return Optional.of(actor)
                .filter(one -> isOne(who, one))
                .map(_ -> Address.parse(who))
                .filter(address -> !address.isSubaddress() && !address.isService())
                .map(ActorPattern::subaddressesOf);
    }

    private CompletableFuture<Optional<Rule>> remove(ActorPattern actor, int tries) {
        return questions
                .get(owner, actor)
                .thenCompose(found -> found.map(rule -> questions
                                .set(owner, actor, Optional.empty(), Optional.of(rule.lastUpdate()))
                                .thenCompose(_ -> done(found))
                                .exceptionallyCompose(failure -> again(failure, tries, () -> remove(actor, tries - 1))))
                        .orElseGet(() -> done(Optional.empty())));
    }

    /**
     * What the owner has set for somebody.
     *
     * @param who whom the rule is for, as it was given
     * @return the rule; empty if there is none, so that wider ones decide, or those that everybody has from the start
     * @throws ProtocolException 501 if it is neither an address nor many
     */
    public CompletableFuture<Optional<Rule>> rule(String who) {
        return questions.get(owner, ActorPattern.parse(who));
    }

    /**
     * What somebody may do, whatever rule decides that.
     *
     * @param who one address
     * @return all that they may do
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<Set<Permission>> permissions(String who) {
        var actor = Address.parse(who);
        var each = new EnumMap<Permission, CompletableFuture<Boolean>>(Permission.class);
        for (var permission : Permission.values()) {
            each.put(permission, questions.query(owner, actor, Actions.of(permission.action())));
        }
        return CompletableFuture.allOf(each.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> {
                    var granted = EnumSet.noneOf(Permission.class);
                    each.forEach((permission, may) -> {
                        if (may.join()) {
                            granted.add(permission);
                        }
                    });
                    return Collections.unmodifiableSet(granted);
                });
    }

    /**
     * Whether somebody may do something.
     *
     * @param who one address
     * @param permissions all that is meant
     * @return true if they may do all of it
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<Boolean> may(String who, Permission... permissions) {
        var actions =
                new Actions(Arrays.stream(permissions).map(Permission::action).toList());
        return questions.query(owner, Address.parse(who), actions);
    }

    // ---- changing --------------------------------------------------------------------------------------------------

    /** Of many nobody can be asked what they may do. */
    private CompletableFuture<Set<Permission>> already(String who, ActorPattern actor) {
        return isOne(who, actor) ? permissions(who) : done(Set.of());
    }

    private static boolean isOne(String who, ActorPattern actor) {
        try {
            return actor.equals(ActorPattern.exactly(Address.parse(who)));
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static Actions with(List<String> old, List<String> added) {
        var all = new LinkedHashSet<String>();
        Stream.concat(old.stream(), added.stream())
                .filter(action -> !action.endsWith(":none"))
                .forEach(all::add);
        return new Actions(List.copyOf(all));
    }

    private static Actions with(Actions old, List<String> added) {
        return old.grantAll(new Actions(added)) ? old : with(old.tokens(), added);
    }

    private CompletableFuture<Rule> change(
            ActorPattern actor, Function<Optional<Rule>, CompletableFuture<Actions>> wanted) {
        return change(actor, wanted, MOST_TRIES);
    }

    private CompletableFuture<Rule> change(
            ActorPattern actor, Function<Optional<Rule>, CompletableFuture<Actions>> wanted, int tries) {
        return questions
                .get(owner, actor)
                .thenCompose(found -> wanted.apply(found)
                        .thenCompose(actions -> found.filter(
                                        rule -> rule.actions().equals(actions))
                                .map(Access::done)
                                .orElseGet(() -> questions
                                        .set(owner, actor, Optional.of(actions), found.map(Rule::lastUpdate))
                                        .thenCompose(_ -> questions.get(owner, actor))
                                        .thenApply(made -> made.orElseThrow(() -> new ServiceException(
                                                ReplyCode.TRANSACTION_IN_PROGRESS,
                                                "somebody took the rule away at once"))))
                                .exceptionallyCompose(
                                        failure -> again(failure, tries, () -> change(actor, wanted, tries - 1)))));
    }

    /** Somebody else was faster: what they made of it is the start of the next try. */
    private static <T> CompletableFuture<T> again(Throwable failure, int tries, Supplier<CompletableFuture<T>> next) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        boolean isConflict =
                cause instanceof ServiceException refused && refused.code().equals(ReplyCode.TRANSACTION_IN_PROGRESS);
        return isConflict && tries > 1 ? next.get() : CompletableFuture.failedFuture(cause);
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

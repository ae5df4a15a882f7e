package org.imxp.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactEntry;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.protocol.ContactOperation.Verdict;
import org.imxp.protocol.ContactState;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;

/**
 * Who is on the contact list, the same in each program of its owner, and how strangers meet: one asks, and the other accepts, ignores
 * or blocks. It is what the contact service of the owner's domain keeps (docs/contacts.md). Thread-safe.
 *
 * <p>To be on a list allows nobody anything; {@link Access} says who may do what. Accepting a request does both.
 *
 * <p>Each future fails with {@link ServiceException}, within {@link EndpointLimits#statusWait} for each question to the service, and
 * with 421 if the domain has no such service, since nobody answers. Handlers and stages run on virtual threads and may block. Only the program that is
 * attached as the owner itself, not as a subaddress, is told of changes and requests.
 */
public final class Contacts {
    /** How many changes, requests and answers wait for their handlers; of more the newest are dropped. */
    static final int MOST_WAITING = 1_000;
    /** No service has more, and one that never ends is no service. */
    static final int MOST_PAGES = 10_000;
    /** As many as are gathered of a list before that is clear. */
    static final int MOST_GATHERED = 100_000;

    private final ContactQuestions questions;
    private final Inbox<ContactEvent> changes;
    private final Inbox<ReceivedRequest> received;
    private final Inbox<SentRequest> answers;
    private final EndpointSettings settings;
    private final Presence presence;
    private final List<Following> followings = new CopyOnWriteArrayList<>();

    Contacts(EndpointSettings settings, ContactQuestions questions, Presence presence) {
        this.settings = settings;
        this.questions = questions;
        this.presence = presence;
        var executor = settings.environment().executor();
        changes = new Inbox<>(MOST_WAITING, MOST_WAITING, executor);
        received = new Inbox<>(MOST_WAITING, MOST_WAITING, executor);
        answers = new Inbox<>(MOST_WAITING, MOST_WAITING, executor);
        questions.listen(this::heard);
    }

    /**
     * Whose contacts these are.
     *
     * @return the endpoint itself, or the one that it is a subaddress of
     */
    public Address owner() {
        return questions.owner();
    }

    // ---- the list --------------------------------------------------------------------------------------------------

    /**
     * Who is on the list.
     *
     * @return in the order of their addresses
     */
    public CompletableFuture<List<Contact>> list() {
        return all(
                Kind.CONTACTS,
                page -> page.contacts().stream()
                        .flatMap(entry -> contact(entry).stream())
                        .toList());
    }

    /**
     * Puts somebody on the list, or gives them another name.
     *
     * @param who one address
     * @param name one line of at most 100 characters; may be empty
     * @return done when the service has it; fails with 554 if the list is full
     * @throws ProtocolException 501 if it is no address
     * @throws IllegalArgumentException if it is a service, or the name is no such line
     */
    public CompletableFuture<Void> put(String who, String name) {
        return done(questions.put(new ContactEntry(Address.parse(who), name, Optional.empty())));
    }

    /**
     * Takes somebody off the list.
     *
     * @param who one address
     * @return whether they were on it
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<Boolean> remove(String who) {
        return questions.remove(Address.parse(who)).thenApply(_ -> true).exceptionallyCompose(failure -> {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            return cause instanceof ServiceException refused && refused.code().equals(ReplyCode.NO_SUCH_ENTRY)
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    /**
     * Sets who is told of changes of the list, also of one's own; one at a time, in order.
     *
     * @param handler is told; may block
     */
    public void onChange(Consumer<? super ContactEvent> handler) {
        changes.handler(handler);
    }

    /**
     * Subscribes to the presence of everybody on the list, and of whoever comes on it later; those who are taken off are left. Whoever
     * does not allow it is asked again when the list is looked at next, about every {@link PresenceLimits#duration}.
     *
     * @param handler is told about one contact one thing at a time, in order, as by {@link Presence#subscribe}; about different ones at
     *     the same time. May block
     * @return ends all of them when it is closed
     */
    public Following follow(BiConsumer<? super Contact, ? super PresenceEvent> handler) {
        var following = new Following(this, presence, settings, handler);
        followings.add(following);
        questions.onSession(following.session());
        following.refresh();
        return following;
    }

    void left(Following following) {
        followings.remove(following);
        questions.offSession(following.session());
    }

    private void changed(ContactEvent event) {
        changes.add(event, 1);
        followings.forEach(following -> following.changed(event));
    }

    // ---- asking ----------------------------------------------------------------------------------------------------

    /**
     * Asks somebody to be allowed to write to them and to see their presence, and lets them do the same when they accept.
     *
     * @param who one address
     * @param note a few words: one line of at most 140 characters, without links and addresses; may be empty
     * @return done when the service has it, and sees to the rest; {@link #onAnswer} tells what becomes of it. Fails with 554 if too
     *     many are asked, or the same one twice a day
     * @throws ProtocolException 501 if it is no address
     * @throws IllegalArgumentException if it is a service, or the note is more than a few words
     */
    public CompletableFuture<Void> request(String who, String note) {
        var both = EnumSet.of(Permission.WRITE, Permission.SEE_PRESENCE);
        return request(who, note, both, both);
    }

    /**
     * Asks somebody for certain permissions.
     *
     * @param who one address
     * @param note as for {@link #request(String, String)}
     * @param wants what to ask for: {@link Permission#WRITE}, {@link Permission#SEE_PRESENCE}, or both
     * @param offers what they are allowed in return; likewise, or none
     * @return as for {@link #request(String, String)}
     * @throws ProtocolException 501 if it is no address
     * @throws IllegalArgumentException if it is a service, the note is more than a few words, or other permissions are meant
     */
    public CompletableFuture<Void> request(String who, String note, Set<Permission> wants, Set<Permission> offers) {
        return done(questions.request(
                Address.parse(who),
                note,
                actions(wants),
                Optional.of(offers).filter(some -> !some.isEmpty()).map(Contacts::actions)));
    }

    /**
     * One's own requests that wait, and for a week what has become of others.
     *
     * @return in the order of the addresses
     */
    public CompletableFuture<List<SentRequest>> asked() {
        return all(
                Kind.ASKED, page -> page.requests().stream().map(Contacts::sent).toList());
    }

    /**
     * Sets who is told what has become of requests, one at a time. Only a program that is attached then is told; {@link #asked} tells
     * it later.
     *
     * @param handler is told; may block
     */
    public void onAnswer(Consumer<? super SentRequest> handler) {
        answers.handler(handler);
    }

    // ---- being asked -----------------------------------------------------------------------------------------------

    /**
     * Requests that wait for an answer.
     *
     * @return in the order of the addresses
     */
    public CompletableFuture<List<ReceivedRequest>> requests() {
        return all(
                Kind.PENDING,
                page -> page.requests().stream().map(Contacts::received).toList());
    }

    /**
     * Sets who gets requests as they come, one at a time. Each comes once; {@link #requests} has it until it is answered.
     *
     * @param handler gets them; may block
     */
    public void onRequest(Consumer<? super ReceivedRequest> handler) {
        received.handler(handler);
    }

    /**
     * Accepts a request: whoever asked may do what they asked for, and both are on each other's list.
     *
     * @param who whose request it is
     * @param permissions what they may do, if not all they asked for
     * @return done when that counts; fails with 550 if no request of theirs waits, 555 while another program answers it
     * @throws ProtocolException 501 if it is no address
     * @throws IllegalArgumentException if other permissions are meant than can be asked for
     */
    public CompletableFuture<Void> accept(String who, Permission... permissions) {
        var granted = permissions.length == 0
                ? Optional.<Actions>empty()
                : Optional.of(actions(EnumSet.copyOf(Arrays.asList(permissions))));
        return done(questions.answer(Address.parse(who), Verdict.ACCEPT, granted, ""));
    }

    /**
     * Ignores a request: whoever asked is not told, and not heard for 90 days.
     *
     * @param who whose request it is
     * @return as for {@link #accept}
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<Void> ignore(String who) {
        return done(questions.answer(Address.parse(who), Verdict.IGNORE, Optional.empty(), ""));
    }

    /**
     * Blocks whoever asked: they are not told, and may do nothing from now on.
     *
     * @param who whose request it is
     * @return as for {@link #accept}
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<Void> block(String who) {
        return done(questions.answer(Address.parse(who), Verdict.BLOCK, Optional.empty(), ""));
    }

    // ---- what the service says -------------------------------------------------------------------------------------

    private boolean heard(ContactOperation said) {
        return switch (said) {
            case ContactOperation.Put put ->
                put.owner().equals(owner())
                        && contact(put.contact())
                                .map(contact -> {
                                    changed(new ContactEvent.Added(contact));
                                    return contact;
                                })
                                .isPresent();
            case ContactOperation.Remove remove -> {
                boolean isOwn = remove.owner().equals(owner());
                if (isOwn) {
                    changed(new ContactEvent.Removed(remove.address()));
                }
                yield isOwn;
            }
            case ContactOperation.Tell tell -> told(tell.state());
            case ContactOperation.Get _,
                    ContactOperation.Page _,
                    ContactOperation.Ask _,
                    ContactOperation.Answer _,
                    ContactOperation.Accepted _,
                    Reply _ -> false;
        };
    }

    private boolean told(ContactState state) {
        if (state.request().to().equals(owner())) {
            received.add(received(state), 1);
            return true;
        }
        if (state.request().from().equals(owner())) {
            answers.add(sent(state), 1);
            return true;
        }
        return false;
    }

    // ---- what it means ---------------------------------------------------------------------------------------------

    private <T> CompletableFuture<List<T>> all(Kind kind, Function<ContactOperation.Page, List<T>> things) {
        return more(kind, things, Optional.empty(), new ArrayList<>(), MOST_PAGES);
    }

    private <T> CompletableFuture<List<T>> more(
            Kind kind,
            Function<ContactOperation.Page, List<T>> things,
            Optional<Address> after,
            List<T> gathered,
            int pages) {
        return questions.page(kind, after).thenCompose(page -> {
            gathered.addAll(things.apply(page));
            boolean isTooLong = gathered.size() > MOST_GATHERED;
            if (!isTooLong && page.next().isEmpty()) {
                return CompletableFuture.completedFuture(List.copyOf(gathered));
            }
            return !isTooLong && pages > 1 && !page.next().equals(after)
                    ? more(kind, things, page.next(), gathered, pages - 1)
                    : CompletableFuture.failedFuture(
                            new ServiceException(ReplyCode.TRANSACTION_FAILED, "the service's list has no end"));
        });
    }

    private static CompletableFuture<Void> done(CompletableFuture<ReplyCode> change) {
        return change.thenRun(() -> {});
    }

    private static Optional<Contact> contact(ContactEntry entry) {
        return entry.since().map(since -> new Contact(entry.address(), entry.name(), since));
    }

    private static ReceivedRequest received(ContactState state) {
        var request = state.request();
        return new ReceivedRequest(
                request.from(),
                request.note(),
                permissions(Optional.of(request.wants())),
                permissions(request.grants()),
                state.asked(),
                state.expires());
    }

    private static SentRequest sent(ContactState state) {
        return new SentRequest(
                state.request().to(),
                switch (state.state()) {
                    case WAITING -> SentRequest.State.WAITING;
                    case ACCEPTED -> SentRequest.State.ACCEPTED;
                    case EXPIRED -> SentRequest.State.EXPIRED;
                    case REFUSED -> SentRequest.State.REFUSED;
                },
                permissions(state.granted()),
                state.code(),
                state.asked(),
                state.expires());
    }

    private static Set<Permission> permissions(Optional<Actions> actions) {
        var permissions = EnumSet.noneOf(Permission.class);
        actions.ifPresent(
                some -> some.tokens().forEach(token -> Permission.of(token).ifPresent(permissions::add)));
        return permissions;
    }

    private static Actions actions(Set<Permission> permissions) {
        return new Actions(permissions.stream().sorted().map(Permission::action).toList());
    }
}

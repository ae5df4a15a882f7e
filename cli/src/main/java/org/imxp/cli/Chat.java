package org.imxp.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.ReattachEvent;
import org.imxp.endpoint.Rule;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.endpoint.Subscription;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Address;
import org.jspecify.annotations.Nullable;

/** A chat between an endpoint and a screen. The conversation is its only state, and is guarded by this object. */
final class Chat {
    /** How many messages of before are shown of a conversation that is taken up. */
    private static final int REMINDED = 10;

    private final Endpoint endpoint;
    private final Correspondence correspondence;
    private final ChatContacts contacts;
    private final SendOptions options;
    private final ChatScreen screen;
    private final Conversation conversation;
    private final InstantSource clock;
    private final List<Locale.LanguageRange> languages;
    private final Map<Integer, CompletableFuture<?>> open = new ConcurrentHashMap<>();

    private Optional<Subscription> seen = Optional.empty();
    private boolean over;
    /** Counts down, beside the numbers of messages. */
    private int changes;

    /**
     * A chat that has not begun.
     *
     * @param languages that the person reads, for what others say of themselves
     */
    Chat(
            Endpoint endpoint,
            Correspondence correspondence,
            SendOptions options,
            ChatScreen screen,
            Conversation conversation,
            InstantSource clock,
            List<Locale.LanguageRange> languages) {
        this.endpoint = endpoint;
        this.correspondence = correspondence;
        this.options = options;
        this.contacts = new ChatContacts(endpoint.contacts(), languages);
        this.screen = screen;
        this.conversation = conversation;
        this.clock = clock;
        this.languages = languages;
    }

    /** Talks until the person ends it. */
    int run() {
        show(conversation.who());
        show("/help lists what can be typed.");
        conversation.peer().ifPresent(this::remind);
        contacts.begin(this::isPeer, this::tell);
        correspondence.onMessage(this::received);
        endpoint.onReattach(this::reattaching);
        endpoint.onDetached(end -> detached(AttachmentLines.reason(end)));
        // That there is no presence service, or it does not let me, is told when the person asks for it.
        var _ = publish(Availability.AVAILABLE, Notes.NONE);
        lookAtPeer();
        screen.status(status());
        while (read()) {
            screen.status(status());
        }
        // What was typed last may have come from a pipe: its fate is still to be told.
        CompletableFuture.allOf(open.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, Waiting.LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        int status = end() ? 0 : CommandFailure.REFUSED;
        // While there is a screen: what is taken until the endpoint has left is shown.
        endpoint.close();
        return status;
    }

    /** What is held may be so for days: from now on nothing is shown of it. Tells whether the chat ends attached. */
    private synchronized boolean end() {
        over = true;
        return conversation.isAttached();
    }

    private boolean read() {
        var typed = screen.read();
        if (typed.isEmpty()) {
            return false;
        }
        switch (ChatLine.parse(typed.get())) {
            case ChatLine.Say(var text) -> say(text);
            case ChatLine.To(var peer) -> talkTo(peer);
            case ChatLine.Meet(var what) -> tellAll(contacts.lines(what));
            case ChatLine.Allow(var who, var what) ->
                change(endpoint.access().allow(who, what.toArray(Permission[]::new)));
            case ChatLine.Block(var who) -> change(endpoint.access().block(who));
            case ChatLine.Be(var availability, var notes) -> be(availability, notes);
            case ChatLine.Who _ -> show(who());
            case ChatLine.Help _ -> conversation.help().forEach(this::show);
            case ChatLine.Nothing _ -> {}
            case ChatLine.Wrong(var sentence) -> show(sentence);
            case ChatLine.Quit _ -> {
                return false;
            }
        }
        return true;
    }

    private synchronized boolean isPeer(Address who) {
        return conversation.peer().filter(who::equals).isPresent();
    }

    private synchronized void tell(String line) {
        if (!over) {
            show(line);
        }
    }

    private void tellAll(CompletableFuture<List<String>> lines) {
        int number = --changes;
        var told = lines.thenApply(all -> {
            all.forEach(this::tell);
            return number;
        });
        open.put(number, told);
        var _ = told.whenComplete((_, _) -> open.remove(number));
    }

    private synchronized void talkTo(Address peer) {
        show(conversation.talkTo(peer));
        remind(peer);
        lookAtPeer();
    }

    private void remind(Address peer) {
        correspondence.history().last(peer, REMINDED).forEach(one -> show(conversation.earlier(one)));
    }

    // ---- who is there ----------------------------------------------------------------------------------------------

    private synchronized void lookAtPeer() {
        seen.ifPresent(Subscription::close);
        seen = conversation
                .peer()
                .map(peer -> endpoint.presence().subscribe(peer.toString(), event -> told(peer, event)));
    }

    private synchronized void told(Address peer, PresenceEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case PresenceEvent.Changed(var state) ->
                conversation.presence(peer, PresenceWords.of(state, languages)).ifPresent(this::show);
            // It is tried again; that the attachment is lost is told elsewhere.
            case PresenceEvent.Interrupted _ -> conversation.unknown(peer);
            case PresenceEvent.Ended(var _, var why) ->
                conversation.unseen(peer, why).ifPresent(this::show);
        }
        screen.status(conversation.status());
    }

    private CompletableFuture<Void> publish(Availability availability, Notes notes) {
        return endpoint.presence()
                .publish(PresenceStatus.of(availability).withNotes(notes).withMedia(List.of("text/plain")));
    }

    private void be(Availability availability, Notes notes) {
        follow(publish(availability, notes), (_, failure) -> {
            if (failure == null) {
                show(conversation.be(PresenceWords.of(availability, notes, languages)));
                screen.status(conversation.status());
            } else {
                show("That was not changed: " + Failures.message(Failures.unwrapped(failure)));
            }
        });
    }

    private synchronized String who() {
        return conversation.who();
    }

    private synchronized String status() {
        return conversation.status();
    }

    private synchronized void received(ShownMessage message) {
        var before = conversation.peer();
        conversation.received(message).forEach(this::show);
        if (!before.equals(conversation.peer())) {
            lookAtPeer();
        }
        screen.status(conversation.status());
    }

    private synchronized void reattaching(ReattachEvent event) {
        show(conversation.reattaching(event));
        screen.status(conversation.status());
    }

    private synchronized void detached(String why) {
        show(conversation.detached(why));
        screen.status(conversation.status());
    }

    private synchronized void say(String text) {
        var peer = conversation.peer();
        if (peer.isEmpty()) {
            show("You talk to nobody yet: /to ENDPOINT, such as /to wilma@example.com.");
            return;
        }
        try {
            var sending = correspondence.send(options, Message.text(text), List.of(peer.get()));
            show(conversation.sent(text, clock.instant()));
            follow(conversation.number(), sending, peer.get());
        } catch (MessageFault e) {
            show("That cannot be sent: " + Failures.message(e));
        }
    }

    /** Who may reach me; the answer comes when it comes. */
    private void change(CompletableFuture<Rule> asked) {
        follow(asked, this::changed);
    }

    /** What is still to be told when the person ends the chat. */
    private <T> void follow(CompletableFuture<T> asked, BiConsumer<@Nullable T, @Nullable Throwable> tell) {
        int number = --changes;
        var told = asked.handle((result, failure) -> {
            synchronized (this) {
                if (!over) {
                    tell.accept(result, failure);
                }
            }
            return number;
        });
        open.put(number, told);
        var _ = told.whenComplete((_, _) -> open.remove(number));
    }

    private void changed(@Nullable Rule rule, @Nullable Throwable failure) {
        if (rule != null) {
            show(PermissionWords.sentence(rule) + ".");
        } else if (failure != null) {
            show("That was not changed: " + Failures.message(Failures.unwrapped(failure)));
        }
    }

    private void follow(int number, Sending sending, Address peer) {
        var told = sending.accepted().thenCompose(_ -> sending.outcome(peer)).handle((outcome, failure) -> {
            ended(number, outcome, failure);
            if (outcome instanceof Outcome.Held) {
                var _ = sending.finalOutcome(peer).thenAccept(last -> ended(number, last, null));
            }
            return number;
        });
        open.put(number, told);
        var _ = told.whenComplete((_, _) -> open.remove(number));
    }

    private synchronized void ended(int number, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (over) {
            return;
        }
        if (outcome != null) {
            show(conversation.outcome(number, outcome));
        } else if (failure != null) {
            show(conversation.notTaken(number, Failures.message(Failures.unwrapped(failure))));
        }
    }

    private void show(String line) {
        screen.show(line);
    }
}

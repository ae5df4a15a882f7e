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
import java.util.function.Supplier;
import org.imxp.endpoint.ComposingEvent;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.ReattachEvent;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.Rule;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.endpoint.Subscription;
import org.imxp.endpoint.keys.KeyException;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.message.Content;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Address;
import org.jspecify.annotations.Nullable;

/** A chat between an endpoint and a screen. The conversation is its only state, and is guarded by this object. */
final class Chat {
    private static final String NOBODY = "You talk to nobody yet: /to ENDPOINT, such as /to wilma@example.com.";
    /** How many messages of before are shown of a conversation that is taken up. */
    private static final int REMINDED = 10;

    private final Endpoint endpoint;
    private final Correspondence correspondence;
    private final ChatSignals signals;
    private final ChatContacts contacts;
    private final SendOptions options;
    private final ChatScreen screen;
    private final Conversation conversation;
    private final ChatFiles files;
    private final InstantSource clock;
    private final List<Locale.LanguageRange> languages;
    private final Map<Integer, CompletableFuture<?>> open = new ConcurrentHashMap<>();

    /** Whom the person writes to. The screen asks while it holds a lock of its own, so it must not wait for this object's. */
    private volatile Optional<Address> written = Optional.empty();

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
            ChatSignals signals,
            SendOptions options,
            ChatScreen screen,
            Conversation conversation,
            ChatFiles files,
            InstantSource clock,
            List<Locale.LanguageRange> languages) {
        this.endpoint = endpoint;
        this.correspondence = correspondence;
        this.signals = signals;
        this.options = options;
        this.contacts = new ChatContacts(endpoint.contacts(), languages);
        this.screen = screen;
        this.conversation = conversation;
        this.files = files;
        this.clock = clock;
        this.languages = languages;
    }

    /** Talks until the person ends it. */
    int run() {
        show(conversation.who());
        show("/help lists what can be typed.");
        written = conversation.peer();
        conversation.peer().ifPresent(this::remind);
        contacts.begin(this::isPeer, this::tell);
        correspondence.onUnreadable(this::unreadable);
        correspondence.onMessage(this::received);
        endpoint.onComposing(this::typing);
        screen.onTyping(line -> signals.typed(line, written));
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
        signals.stopped();
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
            case ChatLine.Attach(var file) -> attach(file);
            case ChatLine.Save(var number) -> save(number);
            case ChatLine.To(var peer) -> talkTo(peer);
            case ChatLine.Meet(var what) -> tellAll(contacts.lines(what));
            case ChatLine.Allow(var who, var what) ->
                change(endpoint.access().allow(who, what.toArray(Permission[]::new)));
            case ChatLine.Block(var who) -> change(endpoint.access().block(who));
            case ChatLine.Be(var availability, var notes) -> be(availability, notes);
            case ChatLine.Tell tell -> tell(tell);
            case ChatLine.Who _ -> show(who());
            case ChatLine.Raw _ -> show(raw());
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
        written = conversation.peer();
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

    private void tell(ChatLine.Tell what) {
        var peer = peer();
        if (peer.isEmpty()) {
            show(NOBODY);
            return;
        }
        try {
            show(signals.change(peer.get(), what));
        } catch (CommandFailure e) {
            show("That was not changed: " + Failures.message(e));
        }
    }

    private synchronized void typing(ComposingEvent event) {
        conversation.typing(event);
        if (!over) {
            screen.status(conversation.status());
        }
    }

    private synchronized void receipt(int number, Receipt receipt) {
        if (!over) {
            show(conversation.receipt(number, receipt));
        }
    }

    private synchronized boolean received(ShownMessage message) {
        var before = conversation.peer();
        conversation.received(files.offer(message)).forEach(this::show);
        written = conversation.peer();
        if (!before.equals(conversation.peer())) {
            lookAtPeer();
        }
        screen.status(conversation.status());
        return true;
    }

    private synchronized void unreadable(ShownUnreadable message) {
        show(conversation.unreadable(message));
    }

    private synchronized String raw() {
        return conversation.raw();
    }

    private synchronized void reattaching(ReattachEvent event) {
        show(conversation.reattaching(event));
        screen.status(conversation.status());
    }

    private synchronized void detached(String why) {
        show(conversation.detached(why));
        screen.status(conversation.status());
    }

    private synchronized Optional<Address> peer() {
        return conversation.peer();
    }

    private void say(String text) {
        say(text, () -> OutgoingContent.text(text));
    }

    private void attach(String file) {
        say("the file " + file, () -> files.attach(file));
    }

    private synchronized void save(int number) {
        show(files.save(number));
    }

    private void say(String shown, Supplier<Content> content) {
        var peer = peer();
        if (peer.isEmpty()) {
            show(NOBODY);
            return;
        }
        try {
            var message = Message.builder().content(content.get()).build();
            // Not while holding the chat: it may take a moment.
            var sending = correspondence.send(options, message, List.of(peer.get()));
            sent(shown, sending, peer.get());
        } catch (MessageFault | CommandFailure | KeyException e) {
            show("That cannot be sent: " + Failures.message(e));
        }
    }

    private synchronized void sent(String text, Sending sending, Address peer) {
        signals.sent(peer);
        show(conversation.sent(text, clock.instant()));
        follow(conversation.number(), sending, peer);
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
            // That it was shown may be here before that it has arrived.
            correspondence.onReceipt(sending, receipt -> receipt(number, receipt));
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

package org.imxp.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.imxp.endpoint.Contacts;
import org.imxp.endpoint.ReceivedRequest;
import org.imxp.protocol.Address;

/** Contacts and strangers in a chat: how they are, what they ask, and what is said to that, as lines. */
final class ChatContacts {
    private final Contacts contacts;
    private final SeenContacts seen;

    ChatContacts(Contacts contacts, List<Locale.LanguageRange> languages) {
        this.contacts = contacts;
        this.seen = new SeenContacts(languages);
    }

    /**
     * Has told as a line: each request, what becomes of one's own, and how contacts are.
     *
     * @param isToldAnyway whether it is told elsewhere how somebody is
     */
    void begin(Predicate<Address> isToldAnyway, Consumer<String> tell) {
        var _ = contacts.follow((contact, event) -> seen.told(contact, event)
                .filter(_ -> !isToldAnyway.test(contact.address()))
                .ifPresent(tell));
        contacts.onRequest(request -> tell.accept(line(request)));
        contacts.onAnswer(request -> tell.accept(ContactWords.line(request) + "."));
    }

    private static String line(ReceivedRequest request) {
        var who = ShownAddress.of(request.from());
        return ContactWords.line(request) + ". /accept " + who + " or /ignore " + who + "?";
    }

    /** Does what was typed; the lines come when the service has answered, and say so if it did not do it. */
    CompletableFuture<List<String>> lines(ContactLine typed) {
        return begun(typed)
                .exceptionally(
                        failure -> List.of("That was not done: " + Failures.message(Failures.unwrapped(failure))));
    }

    private CompletableFuture<List<String>> begun(ContactLine typed) {
        try {
            return switch (typed) {
                case ContactLine.Ask(var who, var note) ->
                    done(contacts.request(who.toString(), note), who + " is asked.");
                case ContactLine.Accept(var who) -> done(contacts.accept(who.toString()), who + " is accepted.");
                case ContactLine.Ignore(var who) -> done(contacts.ignore(who.toString()), who + " is ignored.");
                case ContactLine.Add(var who, var name) ->
                    done(contacts.put(who.toString(), name), who + " is on your list.");
                case ContactLine.Remove(var who) ->
                    contacts.remove(who.toString())
                            .thenApply(wasThere -> List.of(VisibleText.line(
                                    who + (wasThere ? " is off your list." : " was not on your list."))));
                case ContactLine.All _ ->
                    contacts.list()
                            .thenApply(all -> all.isEmpty()
                                    ? List.of("Nobody is on your list; /add WHO puts somebody there.")
                                    : all.stream().map(seen::line).toList());
                case ContactLine.Requests _ ->
                    contacts.requests()
                            .thenApply(all -> all.isEmpty()
                                    ? List.of("Nobody waits for your answer.")
                                    : all.stream().map(ChatContacts::line).toList());
            };
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<List<String>> done(CompletableFuture<Void> change, String sentence) {
        return change.thenApply(_ -> List.of(VisibleText.line(sentence)));
    }
}

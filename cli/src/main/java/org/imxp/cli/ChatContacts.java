package org.imxp.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imxp.endpoint.Contacts;
import org.imxp.endpoint.ReceivedRequest;

/** Strangers in a chat: what they ask, and what is said to that, as lines. */
final class ChatContacts {
    private final Contacts contacts;

    ChatContacts(Contacts contacts) {
        this.contacts = contacts;
    }

    /** Has each request, and what becomes of one's own, told as a line. */
    void begin(Consumer<String> tell) {
        contacts.onRequest(request -> tell.accept(line(request)));
        contacts.onAnswer(request -> tell.accept(ContactWords.line(request) + "."));
    }

    private static String line(ReceivedRequest request) {
        var who = VisibleText.line(request.from().toString());
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

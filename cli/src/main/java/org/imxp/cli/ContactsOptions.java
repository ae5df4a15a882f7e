package org.imxp.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imxp.endpoint.Contacts;
import picocli.CommandLine.Mixin;

/** Whose contacts are meant. */
final class ContactsOptions {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    /** Attaches, and has the service asked; waits for the answer. */
    <T> T ask(Surroundings surroundings, Function<Contacts, CompletableFuture<T>> question) {
        client.address();
        return client.askBeside(surroundings, endpoint -> {
            try {
                return Waiting.result(
                        question.apply(endpoint.contacts()), Waiting.LONGEST, "The contact service's answer");
            } catch (IllegalArgumentException e) {
                throw CommandFailure.wrongUsage("That cannot be asked: " + Failures.message(e) + ".", e);
            }
        });
    }
}

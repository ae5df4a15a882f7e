package org.imxp.cli;

import org.imxp.endpoint.keys.SecuredMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key find}. */
@Command(
        name = "find",
        description = "Looks for the key of somebody now: in their presence, or by asking their program.",
        footer = {"", "Example:", "  ./imxp key find --as fred@example.com wilma@example.com"})
final class KeyFind implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "PEER", description = "Whose key.")
    private String peer = "";

    private final Surroundings surroundings;

    KeyFind(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var who = EndpointArgument.address(peer);
        var home = KeyPublish.home(client, surroundings);
        try (var endpoint = client.attachToSee(surroundings)) {
            var ring = KeyOptions.ring(home, client.address(), surroundings);
            var contact = new SecuredMessages(endpoint, ring).lookUp(who);
            KeyWords.lines(contact).forEach(surroundings::data);
            if (contact.keys().isEmpty()) {
                throw CommandFailure.refused("No key of " + ShownAddress.of(who)
                        + " was found: they have none, do not let you see it, or are not there now.");
            }
        }
    }
}

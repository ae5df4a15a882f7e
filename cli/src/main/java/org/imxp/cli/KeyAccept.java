package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key accept}. */
@Command(
        name = "accept",
        description = "Trusts the key of somebody that has changed.",
        footer = {
            "",
            "Ask them first, in another way than by a message. A key that they do not show any more is forgotten.",
            "",
            "Example:",
            "  ./imxp key accept --as fred@example.com wilma@example.com"
        })
final class KeyAccept implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "PEER", description = "Whose key.")
    private String peer = "";

    private final Surroundings surroundings;

    KeyAccept(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var who = EndpointArgument.address(peer);
        var ring = options.ring(surroundings);
        if (!ring.contact(who).hasChanged()) {
            throw CommandFailure.refused("No key of " + ShownAddress.of(who) + " waits for that.");
        }
        KeyWords.lines(ring.accept(who)).forEach(surroundings::data);
    }
}

package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp key forget}. */
@Command(
        name = "forget",
        description = "Forgets a key of somebody.",
        footer = {
            "",
            "What they sign by it is then signed by an unknown key; if no other of theirs is known, the next is trusted"
                    + " again.",
            "",
            "Example:",
            "  ./imxp key forget --as fred@example.com wilma@example.com --fingerprint 0123...CDEF"
        })
final class KeyForget implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "PEER", description = "Whose key.")
    private String peer = "";

    @Option(names = "--fingerprint", paramLabel = "HEX", required = true, description = "Which key.")
    private String fingerprint = "";

    private final Surroundings surroundings;

    KeyForget(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var who = EndpointArgument.address(peer);
        var key = KeyWords.fingerprint(fingerprint);
        var ring = options.ring(surroundings);
        if (ring.contact(who).key(key).isEmpty()) {
            throw CommandFailure.refused("No key of " + ShownAddress.of(who) + " has that fingerprint.");
        }
        KeyWords.lines(ring.forget(who, key)).forEach(surroundings::data);
    }
}

package org.imxp.cli;

import org.imxp.endpoint.keys.SecurityMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key mode}. */
@Command(
        name = "mode",
        description = "Says whether what you write to somebody is signed and encrypted.",
        footer = {
            "",
            "auto: whenever a key of theirs is found. required: always, or it is not sent. off: never.",
            "",
            "Example:",
            "  ./imxp key mode --as fred@example.com wilma@example.com required"
        })
final class KeyModeCommand implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(index = "0", paramLabel = "PEER", description = "To whom.")
    private String peer = "";

    @Parameters(index = "1", paramLabel = "MODE", description = "auto, required or off.")
    private SecurityMode mode = SecurityMode.AUTO;

    private final Surroundings surroundings;

    KeyModeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var contact = options.ring(surroundings).secure(EndpointArgument.address(peer), mode);
        KeyWords.lines(contact).forEach(surroundings::data);
    }
}

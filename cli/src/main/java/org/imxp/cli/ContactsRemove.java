package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts remove}. */
@Command(
        name = "remove",
        description = "Takes somebody off your list.",
        footer = {
            "",
            "They may still do what they could: ./imxp access forget or block takes that away.",
            "",
            "Example:",
            "  ./imxp contacts remove --as fred@example.com pebbles@rubble.com"
        })
final class ContactsRemove implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(paramLabel = "WHO", description = "An address, such as pebbles@rubble.com.")
    private String who = "";

    private final Surroundings surroundings;

    ContactsRemove(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        boolean wasThere = options.ask(surroundings, contacts -> contacts.remove(address));
        surroundings.talk(
                VisibleText.line(address) + (wasThere ? " is on your list no more." : " was not on your list."));
    }
}

package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts add}. */
@Command(
        name = "add",
        description = "Puts somebody on your list, or gives them another name there.",
        footer = {
            "",
            "They are not told, and allowed nothing by that.",
            "",
            "Example:",
            "  ./imxp contacts add --as fred@example.com pebbles@rubble.com --name Pebbles"
        })
final class ContactsAdd implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(paramLabel = "WHO", description = "An address, such as pebbles@rubble.com.")
    private String who = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What you call them.")
    private String name = "";

    private final Surroundings surroundings;

    ContactsAdd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        var _ = options.ask(
                surroundings, contacts -> contacts.put(address, name).thenApply(none -> true));
        surroundings.talk(VisibleText.line(address) + " is on your list.");
    }
}

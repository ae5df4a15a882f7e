package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts ignore}. */
@Command(
        name = "ignore",
        description = "Leaves somebody who asks without an answer: they are not told, and not heard for 90 days.",
        footer = {"", "Example:", "  ./imxp contacts ignore --as betty@rubble.com fred@example.com"})
final class ContactsIgnore implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(paramLabel = "WHO", description = "Who asks, such as fred@example.com.")
    private String who = "";

    private final Surroundings surroundings;

    ContactsIgnore(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        var _ = options.ask(surroundings, contacts -> contacts.ignore(address).thenApply(none -> true));
        surroundings.talk(VisibleText.line(address) + " is ignored.");
    }
}

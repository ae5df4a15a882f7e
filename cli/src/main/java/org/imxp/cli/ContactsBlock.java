package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts block}. */
@Command(
        name = "block",
        description = "Blocks somebody who asks: they are not told, and may do nothing from now on.",
        footer = {"", "Example:", "  ./imxp contacts block --as betty@rubble.com fred@example.com"})
final class ContactsBlock implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(paramLabel = "WHO", description = "Who asks, such as fred@example.com.")
    private String who = "";

    private final Surroundings surroundings;

    ContactsBlock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        var _ = options.ask(surroundings, contacts -> contacts.block(address).thenApply(none -> true));
        surroundings.talk(VisibleText.line(address) + " is blocked.");
    }
}

package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts accept}. */
@Command(
        name = "accept",
        description = "Lets somebody do what they ask for; you are on each other's list then.",
        footer = {
            "",
            "Examples:",
            "  ./imxp contacts accept --as betty@rubble.com fred@example.com",
            "  ./imxp contacts accept --as betty@rubble.com fred@example.com write"
        })
final class ContactsAccept implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(index = "0", paramLabel = "WHO", description = "Who asks, such as fred@example.com.")
    private String who = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WHAT",
            description = "What they may do, if not all they ask for: write, see-presence.")
    private List<String> what = new ArrayList<>();

    private final Surroundings surroundings;

    ContactsAccept(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        var permissions = PermissionWords.read(what);
        var _ = options.ask(
                surroundings, contacts -> contacts.accept(address, permissions).thenApply(none -> true));
        surroundings.talk(VisibleText.line(address) + " is accepted.");
    }
}

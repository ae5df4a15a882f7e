package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp contacts ask}. */
@Command(
        name = "ask",
        description = "Asks somebody to be allowed to write to them and to see their presence.",
        footer = {
            "",
            "When they accept, they may do the same with you, and you are on each other's list. A request waits for 30"
                    + " days;",
            "./imxp contacts requests --sent shows what has become of it. Words are one line of 140 characters, without"
                    + " links.",
            "",
            "Example:",
            "  ./imxp contacts ask --as fred@example.com betty@rubble.com \"Fred, from the quarry\""
        })
final class ContactsAsk implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Parameters(index = "0", paramLabel = "WHO", description = "An address, such as betty@rubble.com.")
    private String who = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORDS", description = "A few words to them.")
    private List<String> words = new ArrayList<>();

    private final Surroundings surroundings;

    ContactsAsk(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.address(who).toString();
        var note = String.join(" ", words);
        var _ = options.ask(
                surroundings, contacts -> contacts.request(address, note).thenApply(none -> true));
        surroundings.talk(VisibleText.line(address) + " is asked.");
    }
}

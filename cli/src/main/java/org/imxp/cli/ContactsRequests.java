package org.imxp.cli;

import java.util.stream.Stream;
import org.imxp.endpoint.Contacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp contacts requests}. */
@Command(
        name = "requests",
        description = "Lists those who ask you and have no answer, one a line.",
        footer = {
            "",
            "Examples:",
            "  ./imxp contacts requests --as betty@rubble.com",
            "  ./imxp contacts requests --as fred@example.com --sent",
            "  ./imxp contacts requests --as betty@rubble.com --json"
        })
final class ContactsRequests implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Option(names = "--sent", description = "Your own requests, and what has become of them.")
    private boolean sent;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Surroundings surroundings;

    ContactsRequests(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        (sent ? own() : others()).forEach(surroundings::data);
    }

    private Stream<String> own() {
        return options.ask(surroundings, Contacts::asked).stream()
                .map(request -> json ? ContactWords.json(request).toString() : ContactWords.line(request));
    }

    private Stream<String> others() {
        return options.ask(surroundings, Contacts::requests).stream()
                .map(request -> json ? ContactWords.json(request).toString() : ContactWords.line(request));
    }
}

package org.imxp.cli;

import org.imxp.endpoint.Contacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp contacts list}. */
@Command(
        name = "list",
        description = "Lists your contacts, one a line, in order.",
        footer = {
            "",
            "Examples:",
            "  ./imxp contacts list --as fred@example.com",
            "  ./imxp contacts list --as fred@example.com --json"
        })
final class ContactsList implements Runnable {
    @Mixin
    private final ContactsOptions options = new ContactsOptions();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Surroundings surroundings;

    ContactsList(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        options.ask(surroundings, Contacts::list).stream()
                .map(contact -> json ? ContactWords.json(contact).toString() : ContactWords.line(contact))
                .forEach(surroundings::data);
    }
}

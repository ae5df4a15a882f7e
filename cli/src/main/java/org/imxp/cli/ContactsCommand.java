package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp contacts}: whom I know, and who wants to know me. */
@Command(
        name = "contacts",
        description = "Keeps your contact list, asks strangers, and answers those who ask you.",
        footer = {
            "",
            "The list is the same in all your programs. To be on it allows nobody anything: see ./imxp access --help.",
            "Whoever may not write to somebody asks once, with a few words. When they accept, both may write to and see"
                    + " each",
            "other, and are on each other's list. Whoever is ignored or blocked is not told.",
            "",
            "Examples:",
            "  ./imxp contacts list     --as fred@example.com",
            "  ./imxp contacts add      --as fred@example.com pebbles@rubble.com --name Pebbles",
            "  ./imxp contacts ask      --as fred@example.com betty@rubble.com \"Fred, from the quarry\"",
            "  ./imxp contacts requests --as betty@rubble.com",
            "  ./imxp contacts accept   --as betty@rubble.com fred@example.com"
        })
final class ContactsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(
                new ContactsList(surroundings),
                new ContactsAdd(surroundings),
                new ContactsRemove(surroundings),
                new ContactsAsk(surroundings),
                new ContactsRequests(surroundings),
                new ContactsAccept(surroundings),
                new ContactsIgnore(surroundings),
                new ContactsBlock(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "contacts needs one of: list, add, remove, ask, requests, accept, ignore, block");
    }
}

package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp presence}: who is there. */
@Command(
        name = "presence",
        description = "Says whether you are there, and tells whether others are.",
        footer = {
            "",
            "Who may see whether you are there, and who sees you: ./imxp access --help (see-presence, see-watchers).",
            "",
            "Examples:",
            "  ./imxp presence publish   --as fred@example.com away --note 'At lunch' --for 1h",
            "  ./imxp presence get       --as fred@example.com wilma@example.com",
            "  ./imxp presence subscribe --as fred@example.com wilma@example.com barney@rubble.com",
            "  ./imxp presence watch     --as fred@example.com"
        })
final class PresenceCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(
                new PresencePublish(surroundings),
                new PresenceGet(surroundings),
                new PresenceSubscribe(surroundings),
                new PresenceWatch(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "presence needs one of: publish, get, subscribe, watch");
    }
}

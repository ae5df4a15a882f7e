package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp access}: who may reach me. */
@Command(
        name = "access",
        description = "Says who may write to you and see your presence; from the next message on.",
        footer = {
            "",
            "WHO is one address, or many: '*@rubble.com' is everybody of a domain, '*@*.com' also of its subdomains,",
            "'*@*' everybody anywhere. The rule that fits somebody best decides alone, so one for an address stands"
                    + " above",
            "one for its domain.",
            "",
            "Examples:",
            "  ./imxp access allow --as fred@example.com pebbles@rubble.com write see-presence",
            "  ./imxp access block --as fred@example.com '*@spam.example'",
            "  ./imxp access show  --as fred@example.com barney@example.com",
            "  ./imxp access query --as fred@example.com barney@example.com write && echo yes"
        })
final class AccessCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(
                new AccessAllow(surroundings),
                new AccessBlock(surroundings),
                new AccessForget(surroundings),
                new AccessShow(surroundings),
                new AccessQuery(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "access needs one of: allow, block, forget, show, query");
    }
}

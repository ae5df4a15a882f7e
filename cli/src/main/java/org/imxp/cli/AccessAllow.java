package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp access allow}. */
@Command(
        name = "allow",
        description = "Allows somebody more than now.",
        footer = {
            "",
            "A new rule for one address has also what that address may do already; one for many has what is given here"
                    + " alone,",
            "and counts instead of a wider rule.",
            "",
            "Examples:",
            "  ./imxp access allow --as fred@example.com pebbles@rubble.com write see-presence",
            "  ./imxp access allow --as fred@example.com '*@*' write",
            "  ./imxp access allow --as fred@example.com wilma@example.com read-access change-access"
        })
final class AccessAllow implements Runnable {
    @Mixin
    private final AccessOptions options = new AccessOptions();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WHAT",
            description = "What they may do: write, see-presence, see-watchers, change-presence, ask-access,"
                    + " read-access, change-access.")
    private List<String> what = new ArrayList<>();

    private final Surroundings surroundings;

    AccessAllow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var permissions = PermissionWords.read(what);
        var rule = options.checked().ask(surroundings, access -> access.allow(options.who(), permissions));
        surroundings.talk(PermissionWords.sentence(rule) + ".");
    }
}

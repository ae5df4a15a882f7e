package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp access query}. */
@Command(
        name = "query",
        description = "Asks whether somebody may do something. Exits with 0 if they may do all of it, else with 1.",
        footer = {
            "",
            "Examples:",
            "  ./imxp access query --as fred@example.com barney@example.com write",
            "  ./imxp access query --as wilma@example.com --of fred@example.com barney@example.com write see-presence"
        })
final class AccessQuery implements Callable<Integer> {
    @Mixin
    private final AccessOptions options = new AccessOptions();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WHAT",
            description = "What is meant: write, see-presence, see-watchers, change-presence, ask-access, read-access,"
                    + " change-access.")
    private List<String> what = new ArrayList<>();

    private final Surroundings surroundings;

    AccessQuery(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var permissions = PermissionWords.read(what);
        boolean may = options.checkedForOne().ask(surroundings, access -> access.may(options.who(), permissions));
        surroundings.data(may ? "allowed" : "denied");
        return may ? 0 : CommandFailure.REFUSED;
    }
}

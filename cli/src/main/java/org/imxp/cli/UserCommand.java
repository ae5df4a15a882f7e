package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp user}: who may attach. */
@Command(
        name = "user",
        description = "Manages the accounts of a relay, whether it runs or not.",
        footer = {"", "Example:", "  ./imxp user add fred@example.com"})
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(
                new UserAdd(surroundings),
                new UserPasswd(surroundings),
                new UserRemove(surroundings),
                new UserList(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "user needs one of: add, passwd, remove, list");
    }
}

package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp beep}: tries BEEP peers, whatever they serve. */
@Command(
        name = "beep",
        description = "Tries BEEP peers (RFC 3080), whatever they serve.",
        footer = {"", "Examples:", "  ./imxp beep echo", "  ./imxp beep ping 127.0.0.1:10288 --wire"})
final class BeepCommand implements Runnable {
    /** What echo serves and ping asks for unless told otherwise. */
    static final String ECHO = "http://imxp.org/beep/echo";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(new BeepEcho(surroundings), new BeepPing(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "beep needs one of: echo, ping");
    }
}

package org.imxp.bench;

import org.imxp.bench.beep.BeepBench;
import org.imxp.bench.mesh.HopsBench;
import org.imxp.bench.presence.PresenceBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./imxp bench}: what {@code ./imxp} starts when it is asked to measure. */
@Command(
        name = "imxp bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        usageHelpAutoWidth = true,
        description = "Measures imxp on this machine.")
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchMain() {}

    /**
     * Starts the command.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain())
                .addSubcommand(BeepBench.commandLine())
                .addSubcommand(HopsBench.commandLine())
                .addSubcommand(PresenceBench.commandLine())
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("imxp bench: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what is to be measured? Allowed are beep, hops and presence");
    }
}

package org.imxp.bench.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.MarkdownFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./imxp bench hops}. */
@Command(
        name = "hops",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Measures messages through one relay and through two against bare forwarders of the same octets, all in"
                    + " one run.",
            "It takes about 2 minutes, wants the machine for itself, and ends its own processes."
        })
public final class HopsBench implements Callable<Integer> {
    private static final MarkdownFile PAGE = MarkdownFile.of("hops");
    private static final int MOST_ROUNDS = 100;
    private static final double MOST_SECONDS = 60;
    private static final int MOST_PAIRS = 100;
    private static final int MOST_IN_FLIGHT = 1000;
    private static final int MOST_RATE = 100_000;
    private static final int MOST_OCTETS = 100_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often everything is measured, 1 to 100; 3 if not said.")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each run lasts, 0.1 to 60; 1 if not said.")
    private double seconds = 1;

    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of endpoints, 1 to 100; 4 if not said.")
    private int pairs = 4;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Messages of each pair on their way, 1 to 1000; 16 if not said.")
    private int inFlight = 16;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second where they are paced, 1 to 100000; 1000 if not said.")
    private int rate = 1000;

    @Option(
            names = "--octets",
            paramLabel = "N",
            description = "Octets of a message's text, 1 to 100000; 100 if not said.")
    private int octets = 100;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only cases whose title contains this.")
    private @Nullable String only;

    @Option(names = "--quick", description = "A few seconds in all: shows that it runs, and gives no figure of worth.")
    private boolean quick;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables to a page too, between its markers.")
    private @Nullable Path markdown;

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "Have each process leave a JFR recording there.")
    private @Nullable Path recordings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private HopsBench() {}

    /**
     * The command, to be part of another.
     *
     * @return the command
     */
    public static CommandLine commandLine() {
        return new CommandLine(new HopsBench());
    }

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        checkPage();
        var cores = Cores.find();
        var folder = Files.createTempDirectory("imxp-bench");
        try {
            var start = new Party.Start(folder, plan.load(), cores, Optional.ofNullable(recordings));
            var tables = Report.of(new Runner(plan, start, this::tell).run(), Conditions.of(plan, cores));
            spec.commandLine().getOut().print(tables);
            spec.commandLine().getOut().flush();
            if (markdown != null) {
                PAGE.write(markdown, tables);
            }
        } finally {
            remove(folder);
        }
        return 0;
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private Plan plan() {
        check("--rounds", rounds, MOST_ROUNDS);
        check("--pairs", pairs, MOST_PAIRS);
        check("--in-flight", inFlight, MOST_IN_FLIGHT);
        check("--rate", rate, MOST_RATE);
        check("--octets", octets, MOST_OCTETS);
        if (!(seconds >= 0.1 && seconds <= MOST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--seconds is " + seconds + ", allowed is 0.1 to 60");
        }
        var load = new Load(pairs, inFlight, rate, octets);
        var whole = quick ? Plan.quick() : Plan.whole(load, rounds, Duration.ofMillis((long) (seconds * 1000)));
        var chosen = only == null ? whole : whole.only(only);
        if (chosen.cases().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only \"" + only + "\": no case has this in its title");
        }
        return chosen;
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + ", allowed is 1 to " + most);
        }
    }

    /** Before anything is measured. */
    private void checkPage() throws IOException {
        if (markdown != null) {
            try {
                PAGE.check(markdown);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--markdown " + markdown + ": " + e.getMessage(), e);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

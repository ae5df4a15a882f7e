package org.imxp.bench.beep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.MarkdownFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./imxp bench beep}. */
@Command(
        name = "beep",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Measures BEEP over loopback against a bare Netty echo and a raw copy of the same octets, all in one run.",
            "It takes about 12 minutes, wants the machine for itself, and ends its own processes."
        })
public final class BeepBench implements Callable<Integer> {
    private static final MarkdownFile PAGE = MarkdownFile.of("beep");
    private static final int MOST_ROUNDS = 100;
    private static final double MOST_SECONDS = 60;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often everything is measured, 1 to 100; 5 if not said.")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each run lasts, 0.1 to 60; 2 if not said.")
    private double seconds = 2;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only cases whose title contains this, or idle.")
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

    private BeepBench() {}

    public static CommandLine commandLine() {
        return new CommandLine(new BeepBench());
    }

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        checkPage();
        var cores = Cores.find();
        var folder = Files.createTempDirectory("imxp-bench");
        var err = spec.commandLine().getErr();
        try {
            var start = new Workers(Identity.make(folder), cores, Optional.ofNullable(recordings));
            var results = new Runner(plan, start, line -> {
                        err.println(line);
                        err.flush();
                    })
                    .run();
            var tables = Report.of(results, Conditions.of(plan, cores));
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

    private Plan plan() {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + ", allowed is 1 to 100");
        }
        if (!(seconds >= 0.1 && seconds <= MOST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--seconds is " + seconds + ", allowed is 0.1 to 60");
        }
        var whole = quick ? Plan.quick() : Plan.whole(rounds, Duration.ofMillis((long) (seconds * 1000)));
        var chosen = only == null ? whole : whole.only(only);
        if (chosen.cases().isEmpty() && chosen.connections() == 0) {
            throw new ParameterException(spec.commandLine(), "--only \"" + only + "\": no case has this in its title");
        }
        return chosen;
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

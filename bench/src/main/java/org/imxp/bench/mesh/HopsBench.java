package org.imxp.bench.mesh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.MarkdownFile;
import org.imxp.bench.measure.RunOptions;
import org.imxp.bench.measure.Scratch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./imxp bench hops}. */
@Command(
        name = "hops",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Measures messages through one relay and through two against bare forwarders of the same octets, all in"
                    + " one run.",
            "It takes about 3 minutes, wants the machine for itself, and ends its own processes."
        })
public final class HopsBench implements Callable<Integer> {
    private static final MarkdownFile PAGE = MarkdownFile.of("hops");
    private static final int MOST_ROUNDS = 100;
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

    @Mixin
    private RunOptions run = new RunOptions();

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
        run.checkPage(PAGE);
        var cores = Cores.find();
        try (var scratch = Scratch.make()) {
            var start = new Party.Start(scratch.folder(), plan.load(), cores, run.recordings());
            run.show(Report.of(new Runner(plan, start, run::tell).run(), Conditions.of(plan, cores)), PAGE);
        }
        return 0;
    }

    private Plan plan() {
        run.check("--rounds", rounds, MOST_ROUNDS);
        run.check("--pairs", pairs, MOST_PAIRS);
        run.check("--in-flight", inFlight, MOST_IN_FLIGHT);
        run.check("--rate", rate, MOST_RATE);
        run.check("--octets", octets, MOST_OCTETS);
        run.checkSeconds(seconds);
        var load = new Load(pairs, inFlight, rate, octets);
        var whole = run.quick() ? Plan.quick() : Plan.whole(load, rounds, Duration.ofMillis((long) (seconds * 1000)));
        var chosen = run.only().map(whole::only).orElse(whole);
        if (chosen.cases().isEmpty()) {
            throw run.nothingLeft();
        }
        return chosen;
    }
}

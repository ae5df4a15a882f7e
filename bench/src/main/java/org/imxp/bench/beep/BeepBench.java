package org.imxp.bench.beep;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.MarkdownFile;
import org.imxp.bench.measure.RunOptions;
import org.imxp.bench.measure.Scratch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./imxp bench beep}. */
@Command(
        name = "beep",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Measures BEEP over loopback against a bare Netty echo and a raw copy of the same octets, all in one run.",
            "It takes about 12 minutes, wants the machine for itself, and ends its own processes. --only idle takes the"
                    + " idle connections alone."
        })
public final class BeepBench implements Callable<Integer> {
    private static final MarkdownFile PAGE = MarkdownFile.of("beep");
    private static final int MOST_ROUNDS = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often everything is measured, 1 to 100; 5 if not said.")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each run lasts, 0.1 to 60; 2 if not said.")
    private double seconds = 2;

    @Mixin
    private RunOptions run = new RunOptions();

    private BeepBench() {}

    public static CommandLine commandLine() {
        return new CommandLine(new BeepBench());
    }

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        run.checkPage(PAGE);
        var cores = Cores.find();
        try (var scratch = Scratch.make()) {
            var start = new Workers(Identity.make(scratch.folder()), cores, run.recordings());
            run.show(Report.of(new Runner(plan, start, run::tell).run(), Conditions.of(plan, cores)), PAGE);
        }
        return 0;
    }

    private Plan plan() {
        run.check("--rounds", rounds, MOST_ROUNDS);
        run.checkSeconds(seconds);
        var whole = run.quick() ? Plan.quick() : Plan.whole(rounds, Duration.ofMillis((long) (seconds * 1000)));
        var chosen = run.only().map(whole::only).orElse(whole);
        if (chosen.cases().isEmpty() && chosen.connections() == 0) {
            throw run.nothingLeft();
        }
        return chosen;
    }
}

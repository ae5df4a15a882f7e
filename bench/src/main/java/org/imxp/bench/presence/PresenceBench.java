package org.imxp.bench.presence;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.MarkdownFile;
import org.imxp.bench.measure.RunOptions;
import org.imxp.bench.measure.Scratch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./imxp bench presence}. */
@Command(
        name = "presence",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Measures what presence costs a relay: one publisher with many subscribers (fan-out), one subscriber with"
                + " many publishers (fan-in), many entries and subscriptions (stored), and endpoints that come all at"
                + " once (storm).",
            "It takes some minutes and 5 GB of memory, wants the machine for itself, and ends its own processes."
        })
public final class PresenceBench implements Callable<Integer> {
    private static final MarkdownFile PAGE = MarkdownFile.of("presence");
    private static final int MOST_ENDPOINTS = 10_000;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_CHANGES = 10_000;
    private static final int MOST_STORED = 5_000_000;
    private static final int MOST_CONTACTS = 100;
    private static final int LOOK_UPS = 5_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often telling is measured, 1 to 100; 3 if not said.")
    private int rounds = 3;

    @Option(names = "--changes", paramLabel = "N", description = "Changes in a round, 1 to 10000; 20 if not said.")
    private int changes = 20;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "Subscribers of one publisher, 1 to 10000; 1000 if not said.")
    private int subscribers = 1_000;

    @Option(
            names = "--publishers",
            paramLabel = "N",
            description = "Publishers that one subscriber follows, 1 to 10000; 500 if not said.")
    private int publishers = 500;

    @Option(
            names = "--stored",
            paramLabel = "N",
            description =
                    "Entries, and as many subscriptions, 1 to 5000000; 1000000 if not said. A tenth and a hundredth of"
                            + " it are measured too.")
    private int stored = 1_000_000;

    @Option(
            names = "--endpoints",
            paramLabel = "N",
            description = "Endpoints that come all at once, 1 to 10000; 1000 if not said.")
    private int endpoints = 1_000;

    @Option(
            names = "--contacts",
            paramLabel = "N",
            description = "How many others each of them is subscribed to, 1 to 100; 10 if not said.")
    private int contacts = 10;

    @Mixin
    private RunOptions run = new RunOptions();

    private PresenceBench() {}

    /**
     * The command, to be part of another.
     *
     * @return the command
     */
    public static CommandLine commandLine() {
        return new CommandLine(new PresenceBench());
    }

    @Override
    public Integer call() throws IOException {
        var sizes = sizes();
        var parts = parts();
        run.checkPage(PAGE);
        var cores = Cores.find();
        try (var scratch = Scratch.make()) {
            var processes = new Processes(cores, run.recordings());
            var results = new Runner(sizes, processes, scratch.folder(), run::tell).run(parts);
            run.show(Report.of(results, sizes, Conditions.of(sizes, cores)), PAGE);
        }
        return 0;
    }

    private Sizes sizes() {
        run.check("--rounds", rounds, MOST_ROUNDS);
        run.check("--changes", changes, MOST_CHANGES);
        run.check("--subscribers", subscribers, MOST_ENDPOINTS);
        run.check("--publishers", publishers, MOST_ENDPOINTS);
        run.check("--stored", stored, MOST_STORED);
        run.check("--endpoints", endpoints, MOST_ENDPOINTS);
        run.check("--contacts", contacts, Math.min(MOST_CONTACTS, endpoints - 1));
        return run.quick()
                ? Sizes.quick()
                : new Sizes(
                        subscribers, publishers, changes, rounds, Sizes.upTo(stored), LOOK_UPS, endpoints, contacts);
    }

    private Set<Part> parts() {
        var wanted = run.only().orElse("");
        var parts = Arrays.stream(Part.values())
                .filter(part -> part.title().contains(wanted))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        if (parts.isEmpty()) {
            throw run.nothingLeft();
        }
        return parts;
    }
}

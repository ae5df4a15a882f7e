package org.imxp.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestReporter;

/** Replays the corpus of each target, and inputs made of it, the same ones each time; needs nothing but Java. */
public final class CorpusReplay {
    private static final long SEED = 3080;
    private static final int MUTATIONS = 20;

    private final FuzzTargets targets;
    private final List<String> words;

    /**
     * A replay.
     *
     * @param targets the targets of the room
     * @param words what is put into inputs, beside octets by chance
     */
    public CorpusReplay(FuzzTargets targets, List<String> words) {
        this.targets = targets;
        this.words = List.copyOf(words);
    }

    /**
     * One test for each target.
     *
     * @param reporter is told the seed
     * @return the tests, also one for all of them in one
     */
    public Stream<DynamicTest> tests(TestReporter reporter) {
        return Stream.concat(
                targets.all().stream().map(target -> test(reporter, target.getKey(), target.getValue())),
                Stream.of(test(reporter, FuzzTargets.EVERY, targets::tryEvery)));
    }

    private DynamicTest test(TestReporter reporter, String name, FuzzTarget target) {
        return DynamicTest.dynamicTest(name, () -> {
            reporter.publishEntry(name, "seed of the mutations: " + SEED);
            var corpus = FuzzTargets.corpus(name);
            FuzzRule.holds(
                    name.equals(FuzzTargets.EVERY) || !corpus.isEmpty(), () -> "the corpus of " + name + " is empty");
            corpus.forEach((file, input) -> tryInput(name, target, file, input));
            mutate(name, target, new ArrayList<>(corpus.values()));
        });
    }

    private void mutate(String name, FuzzTarget target, List<byte[]> inputs) {
        var mutation = new Mutation(SEED, words);
        for (int i = 0; i < inputs.size() * MUTATIONS; i++) {
            var other = inputs.get((i * 7 + i / inputs.size()) % inputs.size());
            tryInput(name, target, "mutation " + i, mutation.of(inputs.get(i % inputs.size()), other));
        }
    }

    private static void tryInput(String name, FuzzTarget target, String what, byte[] input) {
        try {
            target.tryInput(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name + ", " + what + ", kept as " + keep(name, input) + ": " + e, e);
        }
    }

    private static Path keep(String name, byte[] input) {
        try {
            var file = "replayed-" + HexFormat.of().toHexDigits(Arrays.hashCode(input));
            return Files.write(FuzzTargets.crashes(name).resolve(file), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
